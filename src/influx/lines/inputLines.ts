import type { ControlInput } from '../../model/events.ts';
import { HUB } from '../schema/hubMeasurement.ts';
import { hubLines } from './hubLines.ts';
import type { Instants } from './instants.ts';
import type { SensorLines } from './sensorLines.ts';
import type { SeriesTags } from './seriesTags.ts';
import { SeriesWriter } from './seriesWriter.ts';
import type { SessionLines } from './sessionLines.ts';

/** Lines of what was done to the session and to its sensors. */
export class InputLines {
  readonly #sensor: SensorLines;
  readonly #session: SessionLines;
  readonly #hub: SeriesWriter<typeof HUB>;

  constructor(tags: SeriesTags, instants: Instants, sensor: SensorLines, session: SessionLines) {
    this.#sensor = sensor;
    this.#session = session;
    this.#hub = new SeriesWriter(HUB, tags, instants);
  }

  lines(input: ControlInput): string[] {
    switch (input.type) {
      case 'sensorLinked':
      case 'sensorLost':
      case 'placed':
      case 'samplesGone':
      case 'hapticCue':
        return this.#sensor.lines(input);
      case 'newSet':
      case 'marker':
      case 'trialStart':
      case 'trialEnd':
      case 'hostClockJumped':
        return this.#session.lines(input);
      case 'hubReport': {
        const { hub, sensors, timeUs } = input;
        return [
          ...hubLines(hub, timeUs, this.#hub),
          ...sensors.flatMap((sensor) => this.#sensor.report(sensor, timeUs)),
        ];
      }
      // Commands whose outcome is an event, and words of a person: docs/influxdb.md says why.
      case 'recalibrate':
      case 'lyingPose':
      case 'retryStep':
      case 'calibrateOn':
      case 'useCalibration':
      case 'reuseCalibration':
      case 'checkSides':
      case 'askCue':
      case 'programmeNote':
      case 'clockExchange':
      // What a page says of itself; when a cue was decided stands in `cue`.
      case 'cueOutput':
        return [];
    }
  }
}
