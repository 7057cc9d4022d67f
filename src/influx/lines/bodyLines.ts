import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
  writeLegMeasures,
} from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';
import type { BODY } from '../schema/bodyMeasurement.ts';
import { type LegColumns, QUALITY_COLUMNS } from './legColumns.ts';
import type { Series, SeriesWriter } from './seriesWriter.ts';

/**
 * Measurement `body` at the full rate: one line per leg, tag `side`. A measure that cannot be stated
 * is absent. The segments' quaternions stay in the recording: they are for drawing, not for a database.
 */
export class BodyLines {
  readonly #columns: LegColumns;
  readonly #series: Readonly<Record<Side, Series>>;
  readonly #values: Float64Array;

  constructor(writer: SeriesWriter<typeof BODY>, columns: LegColumns) {
    this.#columns = columns;
    this.#series = {
      right: writer.series({ side: 'right' }),
      left: writer.series({ side: 'left' }),
    };
    this.#values = new Float64Array(columns.plain.length);
  }

  lines(frame: BodyFrame): string[] {
    return frame.legs.map((leg) => {
      const { head, instants } = this.#series[leg.side];
      return `${head}${this.#fields(frame, leg)} ${instants.nextNs(frame.timeUs)}`;
    });
  }

  /** Written piece by piece: an object of fields would cost more than all the rest. */
  #fields(frame: BodyFrame, leg: LegFrame): string {
    const { plain } = this.#columns;
    const values = this.#values;
    writeLegMeasures(leg.measures, values, 0);
    for (let at = LEG_MEASURES.length; at < values.length; at++) {
      values[at] = leg.custom[at - LEG_MEASURES.length] ?? Number.NaN;
    }
    let text = '';
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (Number.isFinite(value)) text += `${plain[at]}${value},`;
    }
    for (let i = 0; i < QUALITY_COLUMNS.length; i++) {
      text += `${QUALITY_COLUMNS[i]}${leg.quality[QUANTITY_GROUPS[i]]}i,`;
    }
    return `${text}latency_us=${frame.arrivalUs - frame.timeUs}i`;
  }
}
