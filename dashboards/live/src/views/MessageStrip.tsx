import type { RepPhase } from '../../../../src/model/movement.ts';
import { usePage } from '../store/storeContext.ts';
import { SIDE_NAME } from './sideName.ts';

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
        <span class="cue-side">
          {cue.side === 'both' ? 'Both legs' : `${SIDE_NAME[cue.side]} leg`}
        </span>
        <strong>{cue.words}</strong>
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
