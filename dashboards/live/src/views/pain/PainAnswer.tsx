import { useEffect, useRef, useState } from 'preact/hooks';
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

/** What to do, at once; then whether the hub has recorded it. */
export function PainAnswer({ result: { told, refusal }, onDone }: PainAnswerProps) {
  const [outcome, setOutcome] = useState('Sending to the hub …');
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  useEffect(() => {
    let isGone = false;
    void refusal.then((why) => {
      if (!isGone) setOutcome(why ?? `Recorded: ${painWords(told)}.`);
    });
    return () => {
      isGone = true;
    };
  }, [told, refusal]);
  const level = painLevel(told);
  return (
    <div class="pain-answer" data-level={level} role="status">
      <p class="pain-advice">{ADVICE[level]}</p>
      <p class="pain-outcome">{outcome}</p>
      <button type="button" ref={done} onClick={onDone}>
        Back
      </button>
    </div>
  );
}
