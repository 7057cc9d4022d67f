import { countsFromUs } from '../body/calibration/countsFromUs.ts';
import type { Calibration } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import { placementOf } from '../model/placement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Recording } from '../recording/reader.ts';
import { calibrationIn } from './calibrationPass.ts';
import { asksForCalibration, isCalibrationDecision, timeOf } from './inputs.ts';
import { inSampleOrder, type SampleOrder } from './order/sampleOrder.ts';
import { type LegSensors, WornLegs } from './wornLegs.ts';

/** A calibration that is to be used instead of one that is found in the recording. */
export interface GivenCalibration {
  readonly calibration: Calibration;
  /**
   * `thisPass`: in these very packets, by the same kind of pass, so that its headings hold too. Of any other
   * only the axes do, and a quiet stand of this recording tells the headings. `thesePackets`: by the other
   * kind of pass, live or offline; the squats it was found in are no repetitions here either.
   */
  readonly foundIn: 'thisPass' | 'thesePackets' | 'elsewhere';
}

/** A calibration that does not fit; `message` is a sentence with what was found and what fits. */
export class CalibrationMisfit extends Error {
  override name = 'CalibrationMisfit';
}

/**
 * The calibration as it is to be used on `recording`: as it stands, or its axes with the headings of the
 * first three seconds of quiet standing in which the sensors sit as they did then.
 * @param onProgress called with the hub time that was reached
 * @throws CalibrationMisfit of other sensors or places, of sensors that moved, and where nobody stands still
 */
export async function fitCalibration(
  recording: Recording,
  order: SampleOrder,
  settings: PipelineSettings,
  { calibration, foundIn }: GivenCalibration,
  onProgress: (timeUs: number) => void,
): Promise<Calibration> {
  if (calibration.verdict === 'redo' && foundIn !== 'thisPass') {
    throw new CalibrationMisfit(
      `calibration ${calibration.id} has the verdict redo and is not used elsewhere; valid are good and usable`,
    );
  }
  checkSensors(await wornLegs(recording), calibration);
  if (foundIn === 'thisPass') return calibration;
  const pipeline = new Pipeline(settings);
  let refusal: string | null = null;
  const wish = (timeUs: number): void => {
    pipeline.push({ type: 'reuseCalibration', timeUs, calibration });
  };
  wish(recording.startUs);
  for await (const input of inSampleOrder(recording, order)) {
    if (isCalibrationDecision(input) || asksForCalibration(input)) continue;
    const output = pipeline.push(input);
    const found = calibrationIn(output);
    if (found?.method === 'reused') {
      if (foundIn === 'elsewhere') return found;
      return { ...found, countsFromUs: Math.max(recording.startUs, countsFromUs(calibration)) };
    }
    for (const event of output.events) {
      // Of no single sensor is only the refusal.
      if (event.type !== 'fault' || event.sensorId !== null) continue;
      refusal = event.sentence;
      // They may lie on a table yet: a later stand is looked for.
      wish(timeOf(input));
    }
    onProgress(timeOf(input));
  }
  throw new CalibrationMisfit(
    refusal ??
      'the recording has no three seconds in which all its legs stand still, which the headings are taken from',
  );
}

async function wornLegs(recording: Recording): Promise<readonly LegSensors[]> {
  const worn = new WornLegs();
  for await (const batch of recording.batches(['input'])) {
    for (const { input } of batch) worn.see(input satisfies PipelineInput);
  }
  return worn.legs();
}

function checkSensors(worn: readonly LegSensors[], { id, legs }: Calibration): void {
  if (worn.length === 0) {
    throw new CalibrationMisfit('the recording has no leg with thigh and shank sensors');
  }
  for (const { side, thigh, shank } of worn) {
    const leg = legs.find((each) => each.side === side);
    if (!leg) {
      throw new CalibrationMisfit(
        `calibration ${id} is of the ${legs.map((each) => each.side).join(' and ')} leg; the recording has the ${side} one too`,
      );
    }
    for (const [segment, serial] of [
      ['thigh', thigh],
      ['shank', shank],
    ] as const) {
      const { sensorId } = leg[segment];
      if (sensorId === serial) continue;
      const place = placementOf(side, segment);
      throw new CalibrationMisfit(
        `calibration ${id} has sensor ${sensorId} on ${place}; the recording has ${serial} there`,
      );
    }
  }
}
