import { calibrationChoices } from '../../store/calibrationSteps.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';

/** What to do next about the calibration, each with what it is good for. */
export function CalibrationActions() {
  const { store } = usePage();
  return (
    <section class="calibration-actions">
      <div class="head-with-help">
        <h3>What to do about it</h3>
        <HelpOn about="the calibration" terms={['calibration', 'zero', 'slip']} />
      </div>
      <ul aria-label="What to do about the calibration">
        {calibrationChoices(store.snapshot.value).map(({ label, message, about }) => (
          <li key={message.type + label}>
            <button type="button" onClick={() => store.send(message)}>
              {label}
            </button>
            <span class="soft">{about}</span>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => store.send({ type: 'checkSides' })}>
            Check right and left
          </button>
          <span class="soft">Lift the right knee: finds sensors on the wrong leg.</span>
        </li>
      </ul>
    </section>
  );
}
