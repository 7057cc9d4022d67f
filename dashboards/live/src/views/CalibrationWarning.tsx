import { useEffect, useState } from 'preact/hooks';
import { type CalibrationWarning, calibrationWarnings } from '../store/calibrationWarnings.ts';
import { usePage } from '../store/storeContext.ts';
import { VerdictShape } from './calibrate/VerdictShape.tsx';
import { SIDE_NAME } from './sideName.ts';

/** A flag of a single frame is no news; what is seen twice in a row is. */
const LOOK_MS = 500;

/** What makes the calibration doubtful, looked at twice a second: frames render nothing. */
export function useCalibrationWarnings(): readonly CalibrationWarning[] {
  const { store } = usePage();
  const [shown, show] = useState<readonly CalibrationWarning[]>([]);
  useEffect(() => {
    let [before, current] = ['', ''];
    const look = () => {
      const { latest } = store.frames;
      const stage = store.snapshot.value.calibrationStage?.stage;
      const live = latest && store.freshness.value.level === 'fresh' && stage === 'done';
      const found = live
        ? calibrationWarnings(store.snapshot.value.calibration, latest.legs, latest.timeUs)
        : [];
      const text = JSON.stringify(found);
      if (text === before && text !== current) {
        current = text;
        show(found);
      }
      before = text;
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [store]);
  return shown;
}

/** One quiet line per leg. */
export function WarningLines() {
  const warnings = useCalibrationWarnings();
  return (
    <div role="status">
      <ul class="warning-lines">
        {warnings.map((warning) => (
          <li key={`${warning.side} ${warning.kind}`} data-kind={warning.kind}>
            <VerdictShape verdict="usable" />
            <span>
              {warningText(warning)}; {warning.todo}.
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same in one sentence, for those who hear the page: read out when it changes, not with each rep. */
export function WarningWords({ warnings }: { readonly warnings: readonly CalibrationWarning[] }) {
  return (
    <p class="visually-hidden" role="status" data-says="calibration">
      {warnings.map((warning) => `${warningText(warning)}; ${warning.todo}.`).join(' ')}
    </p>
  );
}

/** The same for a strip of constant height, with the way to Calibrate. */
export function CalibrationWarningStrip({
  warnings,
}: {
  readonly warnings: readonly CalibrationWarning[];
}) {
  return (
    <div class="message-strip warning">
      <VerdictShape verdict="usable" />
      <span class="warning-texts">
        {warnings.map((warning) => (
          <span key={`${warning.side} ${warning.kind}`}>
            {warningText(warning)}
            <span class="warning-todo">; {warning.todo}</span>
          </span>
        ))}
      </span>
      <a href="#calibrate">Calibrate</a>
    </div>
  );
}

function warningText({ side, what }: CalibrationWarning): string {
  return `${side === null ? '' : `${SIDE_NAME[side]}: `}${what}`;
}
