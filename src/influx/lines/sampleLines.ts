import type { SensorId, TimedSamples } from '../../model/sensor.ts';
import type { SAMPLES } from '../schema/samplesMeasurement.ts';
import type { Places } from './places.ts';
import type { Series, SeriesWriter } from './seriesWriter.ts';

interface Worn {
  readonly place: string;
  readonly series: Series;
}

/** Measurement `samples`: one line per sample, at the instant it was taken. */
export class SampleLines {
  readonly #writer: SeriesWriter<typeof SAMPLES>;
  readonly #places: Places;
  readonly #worn = new Map<SensorId, Worn>();

  constructor(writer: SeriesWriter<typeof SAMPLES>, places: Places) {
    this.#writer = writer;
    this.#places = places;
  }

  lines(samples: TimedSamples): string[] {
    const { acceleration, angularRate, magneticField, timeUs, firstIndex } = samples;
    const { head, instants } = this.#seriesOf(samples.sensorId);
    const lines: string[] = [];
    for (let i = 0; i < samples.count; i++) {
      const at = 3 * i;
      let text = head;
      text += stated('acceleration_x_mps2=', acceleration[at]);
      text += stated('acceleration_y_mps2=', acceleration[at + 1]);
      text += stated('acceleration_z_mps2=', acceleration[at + 2]);
      text += stated('angular_rate_x_radps=', angularRate[at]);
      text += stated('angular_rate_y_radps=', angularRate[at + 1]);
      text += stated('angular_rate_z_radps=', angularRate[at + 2]);
      if (magneticField !== undefined) {
        text += stated('magnetic_field_x_ut=', magneticField[at]);
        text += stated('magnetic_field_y_ut=', magneticField[at + 1]);
        text += stated('magnetic_field_z_ut=', magneticField[at + 2]);
      }
      lines.push(`${text}sample_index=${firstIndex + i}i ${instants.nextNs(timeUs[i])}`);
    }
    return lines;
  }

  /** Looked up again only where the sensor is worn elsewhere by now. */
  #seriesOf(sensor: SensorId): Series {
    const place = this.#places.of(sensor);
    const worn = this.#worn.get(sensor);
    if (worn?.place === place) return worn.series;
    const series = this.#writer.series({ place, sensor });
    this.#worn.set(sensor, { place, series });
    return series;
  }
}

function stated(column: string, value: number): string {
  return Number.isFinite(value) ? `${column}${value},` : '';
}
