import type { AssessmentId } from '../../../../../src/model/assessment.ts';
import type { Placement } from '../../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import type { AssessmentInfo, ReadinessAnswer } from '../../api/assessments.ts';
import { type Polled, usePolled } from '../../api/usePolled.ts';
import type { SensorCondition } from '../../store/sensorCondition.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import type { ViewName } from '../viewChoice.ts';
import { AssessmentPicker } from './AssessmentPicker.tsx';
import { CheckShape } from './CheckShape.tsx';
import { type ChecklistStep, checklist, type StepName } from './checklist.ts';
import { SessionChoice } from './SessionChoice.tsx';
import { Verdict } from './Verdict.tsx';

const READINESS_MS = 2000;

const STATE_WORD = { done: 'Done', todo: 'To do', look: 'Look', wait: 'Under way' } as const;

interface ChecklistProps {
  /** null is free practice. */
  readonly chosen: AssessmentId | null;
  readonly sensors: readonly SensorStatus[];
  readonly conditionOf: (sensor: SensorStatus) => SensorCondition;
  readonly needed: readonly Placement[];
  readonly listed: Polled<{ readonly assessments: readonly AssessmentInfo[] }>;
  readonly onView: (view: ViewName) => void;
  /** Leads to the first of the places that are still empty. */
  readonly onPlace: () => void;
}

/** Everything between sensors in a bag and a first repetition, each step with its way there. */
export function Checklist(props: ChecklistProps) {
  const { chosen, sensors, conditionOf, needed, listed, onView, onPlace } = props;
  const { store } = usePage();
  const assessments = listed.answer?.assessments ?? [];
  const readiness = usePolled<ReadinessAnswer>(
    chosen && `assessments/${chosen}/readiness`,
    READINESS_MS,
  );
  const { calibration, sideCheck } = store.snapshot.value;
  const steps = checklist({
    sensors,
    conditionOf,
    needed,
    rateHz: assessments.find(({ id }) => id === chosen)?.rateHz ?? null,
    calibration: calibration?.verdict ?? null,
    sideCheck,
  });
  const recording = store.status.value?.recording;
  const nameOf = (id: AssessmentId | null) =>
    id === null ? 'free practice' : (assessments.find((each) => each.id === id)?.name ?? id);
  return (
    <section class="setup-card ready-list" aria-labelledby="ready-list">
      <div class="head-with-help">
        <h2 id="ready-list">Ready?</h2>
        <HelpOn about="getting ready" terms={['assessment', 'calibration', 'sides']} />
      </div>
      <AssessmentPicker chosen={chosen} assessments={assessments} problem={listed.problem} />
      <ol class="check-steps">
        {steps.map((step) => (
          <li key={step.name} class="check-step" data-step={step.name} data-state={step.state}>
            <CheckShape of={step.state} />
            <div class="check-text">
              <p class="check-title">
                {step.title} <span class="check-word">{STATE_WORD[step.state]}</span>
              </p>
              <p>{step.says}</p>
            </div>
            <StepAction step={step} onView={onView} onPlace={onPlace} />
          </li>
        ))}
      </ol>
      <Verdict steps={steps} readiness={chosen === null ? null : readiness} onView={onView} />
      {recording && recording.subject !== '' && (
        <SessionChoice
          recording={recording}
          chosen={chosen}
          nameOf={nameOf}
          onRecord={() => onView('record')}
        />
      )}
    </section>
  );
}

interface StepActionProps {
  readonly step: ChecklistStep;
  readonly onView: (view: ViewName) => void;
  readonly onPlace: () => void;
}

/** What leads to the end of a step; the steps that the hub alone can end have nothing to press. */
function StepAction({ step, onView, onPlace }: StepActionProps) {
  const { store } = usePage();
  const ways: Partial<Record<StepName, { word: string; go: () => void }>> = {
    placed: { word: 'Place', go: onPlace },
    calibrated: { word: 'Calibrate', go: () => onView('calibrate') },
    sides: { word: 'Check right and left', go: () => store.send({ type: 'checkSides' }) },
  };
  const way = ways[step.name];
  const isOver = step.state === 'done' && step.name === 'placed';
  if (!way || isOver) return null;
  return (
    <button type="button" onClick={way.go}>
      {way.word}
    </button>
  );
}
