import { useState } from 'preact/hooks';
import type { ProgrammeNote } from '../../../../../src/model/programmeNote.ts';
import type { SayNote } from '../../store/painReport.ts';

const QUESTIONS = [
  { key: 'settledIn60Min', words: 'Had it settled 60 minutes after the last session?' },
  { key: 'worseNextMorning', words: 'Was it worse the next morning?' },
  { key: 'recentInjury', words: 'Was the knee or ankle hurt lately?' },
] as const;

type Answers = Readonly<Partial<Record<(typeof QUESTIONS)[number]['key'], boolean>>>;

interface AfterQuestionsProps {
  readonly send: SayNote;
}

/** How it was since the last session; an answer that is not given says nothing. */
export function AfterQuestions({ send }: AfterQuestionsProps) {
  const [answers, setAnswers] = useState<Answers>({});
  const [outcome, setOutcome] = useState('');
  const isEmpty = Object.keys(answers).length === 0;
  const record = async () => {
    const refusal = await send(noteOf(answers));
    setOutcome(refusal ?? 'Recorded.');
    if (refusal === null) setAnswers({});
  };
  return (
    <div class="after-questions">
      {QUESTIONS.map(({ key, words }) => (
        <fieldset key={key}>
          <legend>{words}</legend>
          {[true, false].map((each) => (
            <button
              key={String(each)}
              type="button"
              aria-pressed={answers[key] === each}
              onClick={() => {
                setOutcome('');
                setAnswers({ ...answers, [key]: each });
              }}
            >
              {each ? 'Yes' : 'No'}
            </button>
          ))}
        </fieldset>
      ))}
      <button type="button" class="after-record" disabled={isEmpty} onClick={() => void record()}>
        {isEmpty ? 'Answer one or more' : 'Record the answers'}
      </button>
      <p class="form-problem" role="status">
        {outcome}
      </p>
    </div>
  );
}

function noteOf({ recentInjury, ...lastTime }: Answers): ProgrammeNote {
  return {
    ...(Object.keys(lastTime).length > 0 && { lastTime }),
    ...(recentInjury !== undefined && { recentInjury }),
  };
}
