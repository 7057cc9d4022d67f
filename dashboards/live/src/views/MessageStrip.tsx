import type { Cue, RepPhase } from '../../../../src/model/movement.ts';
import type { CalibrationWarning } from '../store/calibrationWarnings.ts';
import { movementKindOf, taskShown } from '../store/movementKind.ts';
import { usePage } from '../store/storeContext.ts';
import {
  CalibrationWarningStrip,
  useCalibrationWarnings,
  WarningWords,
} from './CalibrationWarning.tsx';
import { SIDE_NAME } from './sideName.ts';

const PHASE_TEXT: Readonly<Record<RepPhase, string>> = {
  standing: 'Ready',
  descent: 'Going down',
  bottom: 'At the bottom',
  ascent: 'Coming up',
};

/** One strip of constant height: a cue, else a notice, else what is doubtful, else the phase. Nothing ever moves for it. */
export function MessageStrip() {
  const warnings = useCalibrationWarnings();
  return (
    <>
      <WarningWords warnings={warnings} />
      <Strip warnings={warnings} />
    </>
  );
}

interface StripProps {
  readonly warnings: readonly CalibrationWarning[];
}

function Strip({ warnings }: StripProps) {
  const { store, cueChoice } = usePage();
  const cue = store.cue.value;
  const notice = store.notice.value;
  const { level } = store.freshness.value;
  if (cue && cueChoice.isSeen) return <CueStrip cue={cue} />;
  // That nothing arrives is worth more than what was said before.
  if (notice && level !== 'offline' && level !== 'silent') {
    return (
      <div class="message-strip notice">
        <p>{notice}</p>
        <button type="button" onClick={() => store.dismissNotice()}>
          Dismiss
        </button>
      </div>
    );
  }
  return <CalmStrip warnings={warnings} />;
}

/** No arrow: one to the leg would point against the one of the plate, which says where the knee is. */
function CueStrip({ cue }: { readonly cue: Cue }) {
  const { cueChoice } = usePage();
  const spoken = cueChoice.shape.value.value === 'on';
  const coloured = cueChoice.colour.value.value === 'on';
  return (
    <div class="message-strip cue" data-side={cue.side} data-coloured={coloured}>
      <span class="cue-side">
        {cue.side === 'both' ? 'Both legs' : `${SIDE_NAME[cue.side]} leg`}
      </span>
      {spoken && <strong>{cue.words}</strong>}
    </div>
  );
}

function CalmStrip({ warnings }: StripProps) {
  const { store } = usePage();
  const { level, text } = store.freshness.value;
  const { phase, calibrationStage: stage } = store.snapshot.value;
  const inLine = store.inLine.value;
  const calibrating = stage !== null && stage.stage !== 'done';
  // The phases of a rep: a hold, a stride or a landing has none.
  const counted = movementKindOf(taskShown(store));
  const calm = level === 'fresh' || level === 'paused';
  // In a rep the person has no eyes for it.
  if (calm && !calibrating && phase === 'standing' && inLine === null && warnings.length > 0) {
    return <CalibrationWarningStrip warnings={warnings} />;
  }
  const replay = store.replay.value;
  const ended = replay !== null && !replay.playing && replay.positionS >= replay.durationS;
  const phaseText = counted === 'reps' ? PHASE_TEXT[phase] : 'Ready';
  const praised = calm && !calibrating && inLine !== null;
  return (
    <div class="message-strip calm" data-level={level} data-in-line={praised}>
      {!calm && text}
      {calm && calibrating && 'Calibration'}
      {praised && `✓ Rep ${inLine} in line`}
      {calm && !calibrating && !praised && (ended ? 'The replay has ended' : phaseText)}
    </div>
  );
}
