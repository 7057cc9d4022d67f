import type { ControlInput, PipelineEvent } from '../../model/events.ts';
import type { SensorReport } from '../../model/hubReport.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { SENSOR } from '../schema/sensorMeasurement.ts';
import type { Places } from './places.ts';
import type { SeriesWriter } from './seriesWriter.ts';

type Values = Partial<FieldValues<typeof SENSOR>>;
type InputOf<T extends ControlInput['type']> = Extract<ControlInput, { readonly type: T }>;
type EventOf<T extends PipelineEvent['type']> = Extract<PipelineEvent, { readonly type: T }>;
type Told =
  | InputOf<'sensorLinked' | 'sensorLost' | 'placed' | 'samplesGone' | 'hapticCue'>
  | EventOf<'samplesLost' | 'samplesRefilled' | 'samplesLate' | 'sensorClock'>;

/** Measurement `sensor`: one line per thing that happened, under the place the sensor has by then. */
export class SensorLines {
  readonly #writer: SeriesWriter<typeof SENSOR>;
  readonly #places: Places;

  constructor(writer: SeriesWriter<typeof SENSOR>, places: Places) {
    this.#writer = writer;
    this.#places = places;
  }

  lines(told: Told): string[] {
    const { type, timeUs } = told;
    switch (type) {
      case 'sensorLinked': {
        const { id, driver, firmware, rateHz: rate_hz } = told.sensor;
        return this.#line('linked', id, timeUs, { driver, firmware, rate_hz });
      }
      case 'sensorLost':
        return this.#line('lost', told.sensorId, timeUs, { reason: told.reason });
      case 'placed': {
        const place_before = this.#places.of(told.sensorId);
        this.#places.set(told.sensorId, told.placement);
        return this.#line('placed', told.sensorId, timeUs, { place_before });
      }
      case 'samplesLost':
        return this.#line(type, told.sensorId, timeUs, {
          ...stretchOf(told),
          estimated: told.estimated ?? false,
        });
      case 'samplesRefilled':
      case 'samplesLate':
      case 'samplesGone':
        return this.#line(type, told.sensorId, timeUs, stretchOf(told));
      case 'sensorClock':
        return this.#line('clock', told.sensorId, timeUs, {
          basis: told.basis,
          skew_ppm: told.skewPpm,
          residual_us: told.residualUs,
          bound_us: told.boundUs,
        });
      case 'hapticCue':
        return this.#line('haptic', told.sensorId, timeUs, hapticOf(told));
    }
  }

  report(sensor: SensorReport, timeUs: number): string[] {
    return this.#line('report', sensor.sensorId, timeUs, {
      rate_hz: sensor.rateHz,
      battery_pct: sensor.batteryPct,
      rssi_dbm: sensor.rssiDbm,
    });
  }

  fault(sensorId: SensorId, timeUs: number, sentence: string): string[] {
    return this.#line('fault', sensorId, timeUs, { sentence });
  }

  #line(event: string, sensor: SensorId, timeUs: number, values: Values): string[] {
    return this.#writer.line({ event, place: this.#places.of(sensor), sensor }, timeUs, values);
  }
}

function stretchOf({ firstIndex, count }: { firstIndex: number; count: number }): Values {
  return { count, first_index: firstIndex };
}

function hapticOf({ acknowledgedUs, decidedUs, problem }: InputOf<'hapticCue'>): Values {
  if (acknowledgedUs === null) return { reason: problem ?? 'not acknowledged' };
  return { delay_us: acknowledgedUs - decidedUs, reason: problem };
}
