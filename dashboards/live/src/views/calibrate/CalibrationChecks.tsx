import type { CalibrationCheck } from '../../../../../src/model/calibration.ts';
import { checkText } from '../../../../../src/model/checkText.ts';

/** Every figure of the calibration, the ones short of good first. */
export function CalibrationChecks({ checks }: { readonly checks: readonly CalibrationCheck[] }) {
  const sorted = [...checks].sort(
    (a, b) => Number(a.verdict === 'good') - Number(b.verdict === 'good'),
  );
  const good = checks.filter(({ verdict }) => verdict === 'good').length;
  return (
    <details class="calibration-checks">
      <summary>
        {good} of {checks.length} checks of the calibration are good
      </summary>
      <ul>
        {sorted.map((check) => (
          <li key={`${check.name} ${check.about}`} data-verdict={check.verdict}>
            {checkText(check)}
          </li>
        ))}
      </ul>
    </details>
  );
}
