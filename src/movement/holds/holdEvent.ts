import type { PipelineEvent } from '../../model/events.ts';
import type { HoldFinding } from './detectedHold.ts';
import { type HoldMeasuring, measureHold } from './holdMetrics.ts';
import type { HoldNumbers } from './holdNumbers.ts';

/** What a finding is measured with; the number is taken where it is a hold. */
export type HoldTelling = Omit<HoldMeasuring, 'detected' | 'number'> & {
  readonly numbers: HoldNumbers;
};

/** A finding as the event that tells it. */
export function holdEvent(
  finding: HoldFinding,
  timeUs: number,
  { numbers, ...measuring }: HoldTelling,
): PipelineEvent {
  const { side, startUs, endUs } = finding;
  if (finding.type === 'rejected') {
    const rejection = { kind: measuring.kind, side, startUs, endUs, reason: finding.reason };
    return { type: 'holdRejected', timeUs, rejection };
  }
  const number = numbers.next(side);
  return { type: 'hold', timeUs, hold: measureHold({ ...measuring, number, detected: finding }) };
}
