import type { ControlMessage } from '../../../../../src/stream/client.ts';
import { calibrationChoices } from '../../store/calibrationSteps.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';

interface CalibrationActionsProps {
  /** What comes of it stands above, out of sight on a phone. */
  readonly onSent: () => void;
}

/** What to do next about the calibration, each with what it is good for. */
export function CalibrationActions({ onSent }: CalibrationActionsProps) {
  const { store } = usePage();
  const send = (message: ControlMessage) => {
    if (store.send(message)) onSent();
  };
  return (
    <section class="calibration-actions">
      <div class="head-with-help">
        <h3>What to do about it</h3>
        <HelpOn about="the calibration" terms={['calibration', 'zero', 'slip']} />
      </div>
      <ul aria-label="What to do about the calibration">
        {calibrationChoices(store.snapshot.value).map(({ label, message, about }) => (
          <li key={message.type + label}>
            <button type="button" onClick={() => send(message)}>
              {label}
            </button>
            <span class="soft">{about}</span>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => send({ type: 'checkSides' })}>
            Check right and left
          </button>
          <span class="soft">Lift the right knee: finds sensors on the wrong leg.</span>
        </li>
      </ul>
    </section>
  );
}
