import { useId } from 'preact/hooks';
import { countedReps } from '../../store/repList.ts';
import { elapsedText } from '../../store/sizeText.ts';
import { usePage } from '../../store/storeContext.ts';
import { repsIn } from '../../store/trialName.ts';
import { useHubClock } from './useHubClock.ts';
import { toggleTrial } from './useRecordKeys.ts';

const NAME_MAX = 100;

/** The one large button, with the name of the trial, its time and its reps. */
export function TrialPanel() {
  const page = usePage();
  const { store, trials } = page;
  const nameId = useId();
  const nowUs = useHubClock();
  const { open } = trials;
  const { reps, calibration, trial } = store.snapshot.value;
  const inTrial = trial ? repsIn(reps, trial) : [];
  const counted = countedReps(inTrial);
  const isCalibrated = calibration !== null && calibration.verdict !== 'redo';
  const canRecord = store.status.value?.recording.startedUs != null;
  return (
    <section class="trial" aria-label="Trial" data-open={open !== null}>
      <div class="trial-name">
        <label for={nameId}>{open ? 'This trial' : 'Next trial'}</label>
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
          <dt>Reps</dt>
          <dd>{trial ? counted : '–'}</dd>
        </div>
      </dl>
      <p
        class="trial-note"
        role="status"
        data-warn={trials.problem.value !== null || !isCalibrated}
      >
        {trials.problem.value ?? noteOf(canRecord, isCalibrated, inTrial.length - counted)}
      </p>
    </section>
  );
}

function noteOf(canRecord: boolean, isCalibrated: boolean, uncounted: number): string {
  if (!canRecord) return 'No sensor streams yet: there is nothing to record.';
  if (!isCalibrated) {
    return 'Not calibrated: the trial is recorded, but there will be no angles and no result.';
  }
  return uncounted > 0 ? `${uncounted} of the reps did not count: their data were not sound.` : '';
}

function trialTime(
  trial: { readonly startUs: number; readonly endUs: number | null } | undefined,
  nowUs: number | null,
): string {
  if (trial === undefined) return '–';
  const untilUs = trial.endUs ?? nowUs;
  return elapsedText(untilUs === null ? null : (untilUs - trial.startUs) / 1e6);
}
