import type { ReadinessAnswer } from '../../api/assessments.ts';
import type { Polled } from '../../api/usePolled.ts';
import type { ViewName } from '../viewChoice.ts';
import { CheckShape } from './CheckShape.tsx';
import type { ChecklistStep, StepState } from './checklist.ts';

interface VerdictProps {
  readonly steps: readonly ChecklistStep[];
  /** What the hub says of the chosen assessment; null in free practice. */
  readonly readiness: Polled<ReadinessAnswer> | null;
  readonly onView: (view: ViewName) => void;
}

interface Said {
  readonly state: StepState;
  readonly headline: string;
  readonly sentences: readonly string[];
}

const HEADLINE = {
  ready: ['done', 'Ready'],
  partly: ['look', 'Ready in part'],
  notReady: ['todo', 'Not ready yet'],
} as const satisfies Record<ReadinessAnswer['state'], readonly [StepState, string]>;

/** Whether to begin, in words to read from three metres, and the way to the live view. */
export function Verdict({ steps, readiness, onView }: VerdictProps) {
  const { state, headline, sentences } = readiness ? ofHub(readiness) : ofSteps(steps);
  return (
    <div class="ready-verdict" data-state={state}>
      <CheckShape of={state} />
      <div class="check-text">
        <p class="ready-headline" role="status">
          {headline}
        </p>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <button
        type="button"
        class={state === 'todo' ? '' : 'primary'}
        onClick={() => onView('live')}
      >
        Go to Live
      </button>
    </div>
  );
}

function ofHub({ answer, problem }: Polled<ReadinessAnswer>): Said {
  if (answer === null) {
    return {
      state: 'todo',
      headline: problem ? 'Not known' : 'Asking the hub',
      sentences: problem ? [problem] : [],
    };
  }
  const [state, headline] = HEADLINE[answer.state];
  const { missing, works, mind } = answer;
  return { state, headline, sentences: [...missing, ...works, ...mind].map(asSentence) };
}

/** Free practice has no rules of its own: what is to be done still stops it, what to look at does not. */
function ofSteps(steps: readonly ChecklistStep[]): Said {
  const left = steps.filter(({ state }) => state === 'todo');
  if (left.length === 0)
    return { state: 'done', headline: 'Ready', sentences: ['Nothing is missing.'] };
  return {
    state: 'todo',
    headline: 'Not ready yet',
    sentences: [...new Set(left.map(({ says }) => says))],
  };
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
