import { useEffect, useRef } from 'preact/hooks';
import {
  EASE_SENTENCE,
  type PainLevel,
  type PainResult,
  painLevel,
  painWords,
  STOP_SENTENCE,
} from '../../store/painReport.ts';

const ADVICE: Readonly<Record<PainLevel, string>> = {
  go: 'Stop if it hurts more.',
  ease: EASE_SENTENCE,
  stop: STOP_SENTENCE,
};

interface PainAnswerProps {
  readonly result: PainResult;
  readonly onDone: () => void;
}

/** What was recorded, and what to do; the latter also where nothing could be recorded. */
export function PainAnswer({ result: { told, recorded }, onDone }: PainAnswerProps) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  const level = painLevel(told);
  return (
    <div class="pain-answer" data-level={level} role="status">
      <p class="pain-advice">{ADVICE[level]}</p>
      <p class="soft">
        {recorded
          ? `Recorded: ${painWords(told)}.`
          : 'Not connected to the hub, so this was not recorded.'}
      </p>
      <button type="button" ref={done} onClick={onDone}>
        Back
      </button>
    </div>
  );
}
