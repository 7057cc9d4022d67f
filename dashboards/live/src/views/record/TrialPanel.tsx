import { useId } from 'preact/hooks';
import { type MovementKind, movementKindOf, taskShown } from '../../store/movementKind.ts';
import { elapsedText } from '../../store/sizeText.ts';
import { usePage } from '../../store/storeContext.ts';
import { workIn } from '../../store/trialWork.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { useHubClock } from './useHubClock.ts';
import { toggleTrial } from './useRecordKeys.ts';

const NAME_MAX = 100;

const COUNTED: Readonly<Record<MovementKind, string>> = {
  reps: 'Reps',
  landings: 'Landings',
  holds: 'Holds',
  strides: 'Strides',
};

/** The one large button, with the name of the trial, its time and its reps. */
export function TrialPanel() {
  const page = usePage();
  const { store, trials } = page;
  const nameId = useId();
  const nowUs = useHubClock();
  const { open } = trials;
  const snapshot = store.snapshot.value;
  const { calibration, trial } = snapshot;
  const kind = movementKindOf(taskShown(store));
  const work = trial ? workIn(snapshot, trial, kind) : null;
  const isCalibrated = calibration !== null && calibration.verdict !== 'redo';
  const canRecord = store.status.value?.recording.startedUs != null;
  return (
    <section class="trial" aria-label="Trial" data-open={open !== null}>
      <div class="trial-name">
        <div class="head-with-help">
          <label for={nameId}>{open ? 'This trial' : 'Next trial'}</label>
          <HelpOn about="trials" terms={['trial', 'rep']} />
        </div>
        <input
          id={nameId}
          type="text"
          maxLength={NAME_MAX}
          autocomplete="off"
          readOnly={open !== null}
          value={open ? open.name : trials.name}
          onInput={({ currentTarget }) => {
            trials.typedName.value = currentTarget.value;
          }}
        />
      </div>
      <button
        type="button"
        class="trial-button"
        aria-keyshortcuts="R"
        disabled={!canRecord}
        onClick={() => void toggleTrial(page)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          {open ? <path d="M5 5h14v14H5z" /> : <circle cx="12" cy="12" r="8" />}
        </svg>
        <span>{open ? 'End trial' : 'Start trial'}</span>
        <span class="key" aria-hidden="true">
          R
        </span>
      </button>
      <dl class="trial-figures">
        <div>
          <dt>Trial</dt>
          <dd>{trial ? trial.number : '–'}</dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>{trialTime(trial, nowUs)}</dd>
        </div>
        <div>
          <dt>{COUNTED[kind]}</dt>
          <dd>{work ? `${work.counted}${work.isPart ? '+' : ''}` : '–'}</dd>
        </div>
      </dl>
      <p
        class="trial-note"
        role="status"
        data-warn={trials.problem.value !== null || !isCalibrated}
      >
        {trials.problem.value ?? noteOf(canRecord, isCalibrated, work?.uncounted ?? 0)}
      </p>
    </section>
  );
}

function noteOf(canRecord: boolean, isCalibrated: boolean, uncounted: number): string {
  if (!canRecord) return 'No sensor streams yet: there is nothing to record.';
  if (!isCalibrated) {
    return 'Not calibrated: the trial is recorded, but there will be no angles and no result.';
  }
  return uncounted > 0 ? `${uncounted} did not count: their data were not sound.` : '';
}

function trialTime(
  trial: { readonly startUs: number; readonly endUs: number | null } | undefined,
  nowUs: number | null,
): string {
  if (trial === undefined) return '–';
  const untilUs = trial.endUs ?? nowUs;
  return elapsedText(untilUs === null ? null : (untilUs - trial.startUs) / 1e6);
}
