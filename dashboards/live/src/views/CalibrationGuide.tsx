import type { CalibrationStage } from '../../../../src/model/events.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';
import { usePage } from '../store/storeContext.ts';
import { missingPlacements } from '../store/wearing.ts';
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

type Stage = NonNullable<Snapshot['calibrationStage']>;

/** The present calibration step, large enough to follow from the mat: picture, words and how it goes. */
export function CalibrationGuide({ stage }: { readonly stage: Stage }) {
  const { store } = usePage();
  const told = store.calibrationProgress.value;
  // What was told of the step before says nothing of this one, and old news is none.
  const progress = told?.stage === stage.stage ? told : null;
  const arriving = store.freshness.value.level === 'fresh';
  const waiting = stage.stage === 'waitingForSensors';
  return (
    <section class="calibration" data-stage={stage.stage} aria-label="Calibration">
      <Steps stage={stage.stage} />
      <div class="guide">
        <StepPicture of={stage.stage} />
        <div class="guide-words">
          <p class="instruction" aria-live="polite">
            {stage.instruction}
          </p>
          {stage.wanted > 0 ? (
            <BendDots legs={progress?.legs ?? []} done={stage.done} wanted={stage.wanted} />
          ) : (
            <div class="pose">
              {progress && progress.wantedS > 0 && <Countdown {...progress} />}
              {progress && arriving && <Stillness sensors={progress.sensors} />}
              {waiting && <MissingSensors />}
            </div>
          )}
          <p class="hint" data-shown={arriving && progress?.hint != null}>
            {(arriving && progress?.hint) || '\u00a0'}
          </p>
        </div>
      </div>
    </section>
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
  const missing = missingPlacements(usePage().store.sensors.value);
  return (
    <p class="missing">
      {missing.length === 0
        ? 'All sensors stream: it begins in a moment.'
        : `Still to come: ${missing.map(placementName).join(', ').toLowerCase()}.`}{' '}
      <a href="#setup">Go to Set-up</a>
    </p>
  );
}
