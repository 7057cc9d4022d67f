import type { RepCoursesAnswer } from '../../../../../../src/stream/answers/repCourses.ts';
import { hashOf } from '../../viewChoice.ts';
import { startedText } from './startedText.ts';

interface RepsHeadProps {
  readonly title: string;
  readonly id: string;
  /** null before the hub has told it. */
  readonly answer: Pick<RepCoursesAnswer, 'subject' | 'startedUs' | 'simulated' | 'method'> | null;
}

/** What is looked at, and the way back to its page. */
export function RepsHead({ title, id, answer }: RepsHeadProps) {
  return (
    <header class="reps-head">
      <a class="back" href={hashOf({ view: 'library', path: [id] })}>
        ‹ Recording
      </a>
      <h2>{title}</h2>
      <p class="soft">
        {answer === null
          ? id
          : [
              answer.subject,
              startedText(answer.startedUs),
              ...(answer.simulated ? ['simulated'] : []),
              ...(answer.method === 'offline' ? ['computed offline'] : []),
            ].join(' · ')}
      </p>
    </header>
  );
}
