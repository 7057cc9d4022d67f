import type { FieldValues, Measurement, TagValues } from '../schema/measurement.ts';
import type { Instants, SeriesInstants } from './instants.ts';
import { fieldText, seriesOf } from './lineProtocol.ts';
import type { SeriesTags } from './seriesTags.ts';

/** One series as its lines begin, and the times in it. */
export interface Series {
  /** Measurement and tags, with the space behind. */
  readonly head: string;
  readonly instants: SeriesInstants;
}

/** Writes the lines of one measurement of a session. */
export class SeriesWriter<M extends Measurement> {
  readonly #measurement: M;
  readonly #tags: SeriesTags;
  readonly #instants: Instants;
  readonly #series = new Map<string, Series>();

  constructor(measurement: M, tags: SeriesTags, instants: Instants) {
    this.#measurement = measurement;
    this.#tags = tags;
    this.#instants = instants;
  }

  /** @param own tags of the measurement itself */
  series(own: TagValues<M>): Series {
    const { name, tags } = this.#measurement;
    const given: Readonly<Record<string, string>> = own;
    const key = seriesOf(name, Object.fromEntries(tags.map((tag) => [tag.name, given[tag.name]])));
    const known = this.#series.get(key);
    if (known) return known;
    const series = {
      head: `${seriesOf(name, { ...this.#tags, ...given })} `,
      instants: this.#instants.of(key),
    };
    this.#series.set(key, series);
    return series;
  }

  /**
   * One line, or none when no field has a value, for such a line is refused.
   * @param timeUs microseconds since the Unix epoch, rounded to whole ones
   */
  line(own: TagValues<M>, timeUs: number, values: Partial<FieldValues<M>>): string[] {
    const given: Readonly<Record<string, unknown>> = values;
    const written: string[] = [];
    for (const { name, type } of this.#measurement.fields) {
      const text = fieldText(type, given[name]);
      if (text !== null) written.push(`${name}=${text}`);
    }
    if (written.length === 0 || !Number.isFinite(timeUs)) return [];
    const { head, instants } = this.series(own);
    return [`${head}${written.join(',')} ${instants.nextNs(Math.round(timeUs))}`];
  }
}
