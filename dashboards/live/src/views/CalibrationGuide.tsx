import type { CalibrationProgress } from '../../../../src/model/calibrationProgress.ts';
import type { CalibrationStage } from '../../../../src/model/events.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';
import { sensorCondition } from '../store/sensorCondition.ts';
import { usePage } from '../store/storeContext.ts';
import { missingPlacements, neededPlacements } from '../store/wearing.ts';
import { BendDots } from './calibrate/BendDots.tsx';
import { Countdown } from './calibrate/Countdown.tsx';
import { StepPicture } from './calibrate/StepPicture.tsx';
import { Stillness } from './calibrate/Stillness.tsx';
import { placementName } from './sideName.ts';

interface Step {
  readonly stage: CalibrationStage;
  readonly name: string;
}

const LYING: Step = { stage: 'lieStill', name: 'Lie still' };
const STEPS: readonly Step[] = [
  { stage: 'waitingForSensors', name: 'Sensors' },
  { stage: 'standStill', name: 'Stand still' },
  { stage: 'move', name: 'Squat' },
];

/** How long a pose is held, until the hub tells. */
const POSE_S = 3;

type Stage = NonNullable<Snapshot['calibrationStage']>;

/** The present calibration step, large enough to follow from the mat: picture, words and how it goes. */
export function CalibrationGuide({ stage }: { readonly stage: Stage }) {
  const { store } = usePage();
  const told = store.calibrationProgress.value;
  // What was told of the step before says nothing of this one, and old news is none.
  const progress = told?.stage === stage.stage ? told : null;
  const arriving = store.freshness.value.level === 'fresh';
  return (
    <section class="calibration" data-stage={stage.stage} aria-label="Calibration">
      <Steps stage={stage.stage} />
      <p class="visually-hidden" aria-live="polite">
        {stage.instruction}
      </p>
      <div class="guide" key={stage.stage}>
        <StepPicture of={stage.stage} />
        <div class="guide-words">
          <p class="instruction" aria-hidden="true">
            {stage.instruction}
          </p>
          <StepCourse stage={stage} progress={progress} arriving={arriving} />
          <p class="hint" data-shown={arriving && progress?.hint != null}>
            {(arriving && progress?.hint) || '\u00a0'}
          </p>
        </div>
      </div>
    </section>
  );
}

interface StepCourseProps {
  readonly stage: Stage;
  readonly progress: CalibrationProgress | null;
  readonly arriving: boolean;
}

/**
 * Has its place before the first news of the step, so that nothing moves when it comes. A replay has
 * no such news.
 */
function StepCourse({ stage, progress, arriving }: StepCourseProps) {
  const { store } = usePage();
  const expected = store.replay.value === null;
  if (stage.stage === 'move') {
    const bends = stage.done;
    const begun = expected ? store.sides.value.map((side) => ({ side, bends })) : [];
    const legs = progress?.legs ?? begun;
    return <BendDots legs={legs} done={stage.done} wanted={stage.wanted} />;
  }
  if (stage.stage === 'waitingForSensors') {
    return (
      <div class="pose">
        <MissingSensors />
      </div>
    );
  }
  if (!expected) return <div class="pose" />;
  const worn = neededPlacements(store.sensors.value, null).map((placement) => ({ placement }));
  return (
    <div class="pose">
      <Countdown heldS={progress?.heldS ?? 0} wantedS={progress?.wantedS ?? POSE_S} />
      <Stillness sensors={arriving && progress ? progress.sensors : worn} />
    </div>
  );
}

function Steps({ stage }: { readonly stage: CalibrationStage }) {
  const steps = stage === LYING.stage ? [LYING, ...STEPS.slice(1)] : STEPS;
  const current = steps.findIndex((step) => step.stage === stage);
  return (
    <ol class="steps">
      {steps.map(({ name }, i) => (
        <li key={name} data-past={i < current} aria-current={i === current ? 'step' : undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}

function MissingSensors() {
  const { store } = usePage();
  const connected = store.freshness.value.level !== 'offline';
  const missing = missingPlacements(store.sensors.value, (sensor) =>
    sensorCondition(sensor, connected),
  );
  const awaited = `Still to come: ${missing.map(placementName).join(', ').toLowerCase()}.`;
  return (
    <p class="missing">
      {!connected
        ? 'The hub does not answer: which sensors stream is not known now.'
        : missing.length === 0
          ? 'All sensors stream: it begins in a moment.'
          : awaited}{' '}
      <a href="#setup">Go to Set-up</a>
    </p>
  );
}
