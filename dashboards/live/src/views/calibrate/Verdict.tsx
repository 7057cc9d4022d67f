import type { Calibration, CalibrationVerdict } from '../../../../../src/model/calibration.ts';
import { instantText } from '../../store/dateText.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { CalibrationChecks } from './CalibrationChecks.tsx';
import { VerdictShape } from './VerdictShape.tsx';

const USABLE_MEANS =
  'Depth and counting are fine. How far a knee is in may be off by as much as its ±: for cues, calibrate again until it is good.';

const WORDS: Readonly<Record<CalibrationVerdict, { title: string; means: string }>> = {
  good: { title: 'Calibrated: good', means: 'All checks are good. The angles can be used.' },
  usable: {
    title: 'Calibrated: usable',
    means: `${USABLE_MEANS} What would make it better:`,
  },
  redo: {
    title: 'To be done again',
    means: 'The angles are not to be trusted with this calibration, because:',
  },
};

/** What the calibration came to, why, and every figure it was judged by. */
export function Verdict({ calibration }: { readonly calibration: Calibration }) {
  const { verdict, reasons, checks, timeUs, method, reusedFrom } = calibration;
  const { title, means } = WORDS[verdict];
  return (
    <section
      class="calibration-verdict"
      data-verdict={verdict}
      aria-label="Result of the calibration"
    >
      <div class="verdict-title">
        <VerdictShape verdict={verdict} />
        <p role="status" data-fact="calibration">
          {title}
        </p>
        <HelpOn about="this verdict" terms={['verdict', 'slip', 'zero']} />
      </div>
      <p class="soft">
        {instantText(timeUs)}
        {method === 'reused' &&
          reusedFrom &&
          `, with the axes of ${instantText(reusedFrom.timeUs)}`}
      </p>
      <p>{verdict === 'good' || reasons.length > 0 ? means : USABLE_MEANS}</p>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {checks?.length > 0 && <CalibrationChecks checks={checks} />}
    </section>
  );
}
