import type { ControlInput, PipelineEvent } from '../../model/events.ts';
import type { Placement } from '../../model/placement.ts';
import type { SensorDescription, SensorId, TimedSamples } from '../../model/sensor.ts';
import type { LinkLostReason } from '../../model/sensorLink.ts';
import { IndexRanges } from '../../signal/indexRanges.ts';
import type { ClockSummary, SampleGap, SensorSummary } from './recordingSummary.ts';

/** Ends of a link that somebody meant. */
const MEANT: readonly LinkLostReason[] = ['closedByHub', 'finished'];

/** Counts what one sensor delivered. */
export class SensorTally {
  #sensor: SensorDescription;
  readonly #placements: Placement[] = [];
  #packets = 0;
  #samples = 0;
  #gaps = 0;
  #samplesLost = 0;
  #longestGap: SampleGap | null = null;
  #linksLost = 0;
  #samplesRefilled = 0;
  #samplesGone = 0;
  #clock: ClockSummary | null = null;
  /** What is missing of each run of its index. */
  readonly #missing = [new IndexRanges()];

  constructor(sensor: SensorDescription) {
    this.#sensor = sensor;
  }

  control(input: ControlInput): void {
    if (input.type === 'sensorLinked') this.#linked(input.sensor);
    if (input.type === 'samplesGone') this.#samplesGone += input.count;
    if (input.type === 'placed' && input.placement !== null) this.#placements.push(input.placement);
    if (input.type === 'sensorLost' && !MEANT.includes(input.reason)) this.#linksLost++;
  }

  packet(): void {
    this.#packets++;
  }

  samples({ firstIndex, count }: Pick<TimedSamples, 'firstIndex' | 'count'>): void {
    this.#samples += count;
    const had = this.#missing.at(-1)?.take(firstIndex, count) ?? [];
    for (const { first, end } of had) this.#samplesRefilled += end - first;
  }

  event(event: PipelineEvent): void {
    if (event.type === 'sensorClock') {
      const { basis, skewPpm, residualUs, boundUs } = event;
      this.#clock = { basis, skewPpm, residualUs, boundUs };
    }
    if (event.type !== 'samplesLost') return;
    const { timeUs, firstIndex, count } = event;
    this.#gaps++;
    this.#samplesLost += count;
    this.#missing.at(-1)?.add(firstIndex, count);
    if (count > (this.#longestGap?.samples ?? 0)) this.#longestGap = { timeUs, samples: count };
  }

  #linked(sensor: SensorDescription): void {
    const goesOn = sensor.run !== undefined && sensor.run === this.#sensor.run;
    if (!goesOn) this.#missing.push(new IndexRanges());
    this.#sensor = sensor;
  }

  /** `hasResults`: false where packets alone are stored, which nobody has counted samples in. */
  summary(hasResults: boolean): SensorSummary {
    return {
      sensor: this.#sensor,
      placements: this.#placements.filter((place, i, all) => place !== all[i - 1]),
      packets: this.#packets,
      samples: hasResults ? this.#samples : null,
      gaps: hasResults ? this.#gaps : null,
      samplesLost: hasResults ? this.#samplesLost : null,
      longestGap: this.#longestGap,
      linksLost: this.#linksLost,
      samplesRefilled: hasResults ? this.#samplesRefilled : null,
      missing: this.#missing.flatMap(({ ranges }, i) =>
        ranges.map(({ first, end }) => ({ firstIndex: first, count: end - first, run: i + 1 })),
      ),
      samplesGone: this.#samplesGone,
      clock: this.#clock,
    };
  }
}

/** The tallies of all sensors; what comes from one that was never linked is passed over. */
export class SensorTallies {
  readonly #tallies = new Map<SensorId, SensorTally>();
  /** Placements may come before the sensor is linked. */
  readonly #waiting = new Map<SensorId, ControlInput[]>();

  control(input: ControlInput): void {
    const id = sensorOf(input);
    if (id === null) return;
    const tally = this.#tallies.get(id);
    if (tally) tally.control(input);
    else if (input.type === 'sensorLinked') this.#begin(input.sensor);
    else this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), input]);
  }

  of(id: SensorId): SensorTally | undefined {
    return this.#tallies.get(id);
  }

  summaries(hasResults: boolean): SensorSummary[] {
    return [...this.#tallies.values()].map((tally) => tally.summary(hasResults));
  }

  #begin(sensor: SensorDescription): void {
    const tally = new SensorTally(sensor);
    this.#tallies.set(sensor.id, tally);
    for (const input of this.#waiting.get(sensor.id) ?? []) tally.control(input);
    this.#waiting.delete(sensor.id);
  }
}

function sensorOf(input: ControlInput): SensorId | null {
  if ('sensor' in input) return input.sensor.id;
  return 'sensorId' in input ? input.sensorId : null;
}
