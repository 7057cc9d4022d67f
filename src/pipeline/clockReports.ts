import type { PipelineEvent } from '../model/events.ts';
import type { SensorId } from '../model/sensor.ts';
import type { SampleClockState } from '../timing/sampleClock.ts';

type SensorClock = Extract<PipelineEvent, { readonly type: 'sensorClock' }>;

const FIRST_AFTER_US = 10_000_000;
const EVERY_US = 60_000_000;

/** Tells how the clock of each sensor stands ten seconds after its stream began, then once a minute. */
export class ClockReports {
  readonly #dueUs = new Map<SensorId, number>();

  /** What to tell at a packet of the sensor; null as a rule. */
  due(sensorId: SensorId, timeUs: number, clock: () => SampleClockState): SensorClock | null {
    const dueUs = this.#dueUs.get(sensorId);
    if (dueUs === undefined) this.#dueUs.set(sensorId, timeUs + FIRST_AFTER_US);
    if (dueUs === undefined || timeUs < dueUs) return null;
    this.#dueUs.set(sensorId, timeUs + EVERY_US);
    return { type: 'sensorClock', timeUs, sensorId, ...clock() };
  }

  beginAnew(sensorId: SensorId): void {
    this.#dueUs.delete(sensorId);
  }
}
