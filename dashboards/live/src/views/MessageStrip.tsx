import type { RepPhase } from '../../../../src/model/movement.ts';
import { usePage } from '../store/storeContext.ts';

const PHASE_TEXT: Readonly<Record<RepPhase, string>> = {
  standing: 'Ready',
  descent: 'Going down',
  bottom: 'At the bottom',
  ascent: 'Coming up',
};

/** One strip of constant height: a cue, else a notice, else the phase. Nothing ever moves for it. */
export function MessageStrip() {
  const { store } = usePage();
  const cue = store.cue.value;
  const notice = store.notice.value;
  const { level, text } = store.freshness.value;
  if (cue) {
    return (
      <div class="message-strip cue" data-side={cue.side}>
        <CueArrow />
        <strong>{cue.words}</strong>
        <span class="cue-side">{cue.side === 'both' ? 'Both legs' : `${cue.side} leg`}</span>
      </div>
    );
  }
  if (notice) return <div class="message-strip notice">{notice}</div>;
  const stage = store.snapshot.value.calibrationStage;
  const calibrating = stage !== null && stage.stage !== 'done';
  const calm = level === 'fresh' || level === 'paused';
  return (
    <div class="message-strip calm" data-level={level}>
      {calm && calibrating && 'Calibration'}
      {calm && !calibrating && PHASE_TEXT[store.snapshot.value.phase]}
      {!calm && text}
    </div>
  );
}

function CueArrow() {
  return (
    <svg class="cue-mark" viewBox="0 0 48 24" aria-hidden="true">
      <path d="M20 12H4M10 5l-7 7l7 7M28 12h16M38 5l7 7l-7 7" />
    </svg>
  );
}
