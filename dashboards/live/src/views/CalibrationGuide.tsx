import type { CalibrationStage } from '../../../../src/model/events.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';

interface Step {
  readonly stage: CalibrationStage;
  readonly name: string;
}

const LYING: Step = { stage: 'lieStill', name: 'Lie still' };
const STEPS: readonly Step[] = [
  { stage: 'waitingForSensors', name: 'Sensors' },
  { stage: 'standStill', name: 'Stand still' },
  { stage: 'move', name: 'Move' },
];

type Stage = NonNullable<Snapshot['calibrationStage']>;

/** The instruction of the present calibration step, large enough to follow from the mat. */
export function CalibrationGuide({ stage }: { readonly stage: Stage }) {
  const steps = stage.stage === LYING.stage ? [LYING, ...STEPS.slice(1)] : STEPS;
  const current = steps.findIndex((step) => step.stage === stage.stage);
  return (
    <section class="calibration" aria-label="Calibration">
      <ol class="steps">
        {steps.map(({ name }, i) => (
          <li key={name} data-past={i < current} aria-current={i === current ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <p class="instruction" aria-live="polite">
        {stage.instruction}
      </p>
      <Progress stage={stage} />
    </section>
  );
}

function Progress({ stage }: { readonly stage: Stage }) {
  const { done, wanted } = stage;
  return (
    <div class="progress">
      {wanted > 0 && (
        <>
          <span class="dots" aria-hidden="true">
            {Array.from({ length: wanted }, (_, i) => (
              <span key={i} data-done={i < done} />
            ))}
          </span>
          <span>
            {Math.min(done, wanted)} of {wanted}
          </span>
        </>
      )}
    </div>
  );
}
