import type { ControlInput } from '../../../model/events.ts';
import type { Placement } from '../../../model/placement.ts';
import type { SensorDescription, SensorId, TimedSamples } from '../../../model/sensor.ts';
import { secondsFrom } from '../tables/column.ts';
import { sensorChannels } from './channel.ts';
import type { MotionFile, TrackingSystem } from './motionFile.ts';
import { tsvNumber } from './tsv.ts';

/** The file of a place on the body, and whether its rows have a magnetic field. */
interface PlaceFile {
  readonly file: MotionFile;
  readonly magnetometer: boolean;
}

export type NewMotionFile = (
  system: Pick<TrackingSystem, 'name' | 'channels' | 'rateHz' | 'model'>,
) => MotionFile;

/** The sensors of a recording: a tracking system for each place on which one was worn. */
export class SensorSystems {
  readonly #startedUs: number;
  readonly #newFile: NewMotionFile;
  readonly #sensors = new Map<SensorId, SensorDescription>();
  readonly #places = new Map<SensorId, Placement>();
  readonly #files = new Map<Placement, PlaceFile>();

  constructor(startedUs: number, newFile: NewMotionFile) {
    this.#startedUs = startedUs;
    this.#newFile = newFile;
  }

  get files(): MotionFile[] {
    return Array.from(this.#files.values(), ({ file }) => file);
  }

  input(input: ControlInput): void {
    if (input.type === 'sensorLinked') this.#sensors.set(input.sensor.id, input.sensor);
    if (input.type !== 'placed') return;
    if (input.placement === null) this.#places.delete(input.sensorId);
    else this.#places.set(input.sensorId, input.placement);
  }

  /** What a sensor sent while it was worn nowhere is told of no place. */
  samples(samples: TimedSamples): void {
    const place = this.#places.get(samples.sensorId);
    if (place === undefined) return;
    const { file, magnetometer } = this.#files.get(place) ?? this.#begin(place, samples);
    file.wornBy(samples.sensorId);
    const { count, timeUs, acceleration, angularRate, magneticField, clipped } = samples;
    for (let i = 0; i < count; i++) {
      const latencyS = secondsFrom(this.#startedUs, timeUs[i]);
      const cells = [tsvNumber(latencyS)];
      for (let k = 3 * i; k < 3 * i + 3; k++) cells.push(tsvNumber(acceleration[k]));
      for (let k = 3 * i; k < 3 * i + 3; k++) cells.push(tsvNumber(angularRate[k]));
      if (magnetometer) {
        for (let k = 3 * i; k < 3 * i + 3; k++) {
          cells.push(tsvNumber(magneticField?.[k] ?? Number.NaN));
        }
      }
      cells.push(clipped ? '1' : '0');
      file.add(latencyS, cells);
    }
  }

  #begin(place: Placement, { sensorId, magneticField }: TimedSamples): PlaceFile {
    const sensor = this.#sensors.get(sensorId);
    const magneticUnit = sensor?.magneticScaleUt === undefined ? 'n/a' : 'uT';
    const file = this.#newFile({
      // Two sensors may follow one another on a place: it is the place that is tracked.
      name: systemName(place),
      channels: sensorChannels(place, magneticField ? magneticUnit : null),
      rateHz: sensor?.rateHz ?? 0,
      model: sensor?.driver ?? '',
    });
    const begun = { file, magnetometer: magneticField !== undefined };
    this.#files.set(place, begun);
    return begun;
  }
}

/** `right_thigh` is `rightThigh`. */
function systemName(place: Placement): string {
  return place.replace(/_(\w)/, (_, letter: string) => letter.toUpperCase());
}
