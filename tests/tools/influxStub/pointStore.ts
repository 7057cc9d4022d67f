import { type FieldType, type ParsedLine, parseLine, typeOf } from './lineParser.ts';

export interface Refusal {
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly line: string;
  readonly message: string;
  readonly tooOld: boolean;
}

/**
 * What a stub has stored: by series and time, as a database keeps it, so that a line sent twice is
 * there once.
 */
export class PointStore {
  /** Lines from before this are refused as a bucket with a retention period does. */
  keepsFromNs = -(2n ** 63n);
  readonly #points = new Map<string, Map<string, string>>();
  readonly #lines = new Map<string, ParsedLine>();
  readonly #types = new Map<string, FieldType>();
  readonly #tagSets = new Map<string, string>();
  /** Points that came again with other values than before; must stay 0 where lines are determined. */
  changedPoints = 0;

  /** Distinct points. */
  get size(): number {
    return this.#points.size;
  }

  /** The last line of every point, sorted. */
  get lines(): string[] {
    return [...this.#lines.values()].map(({ text }) => text).sort();
  }

  /** Says what is wrong with each line that cannot be stored; stores nothing. */
  check(texts: readonly string[], hasFixedTags: boolean): Refusal[] {
    return texts.flatMap((line, i) => {
      const message = this.#refusalOf(line, hasFixedTags);
      const tooOld = message?.includes('retention') ?? false;
      return message === null ? [] : [{ lineNumber: i + 1, line, message, tooOld }];
    });
  }

  /** Stores lines that `check` found nothing wrong with. */
  store(texts: readonly string[]): void {
    for (const text of texts) this.#storeOne(parseLine(text));
  }

  /** Deletes what has all these tags between two times, both included. */
  delete(tags: ReadonlyMap<string, string>, fromNs: bigint, toNs: bigint): void {
    for (const [key, line] of this.#lines) {
      const found = new Map([
        ...line.tags.map(([name, value]) => [name, value.replaceAll(/\\([,= ])/g, '$1')] as const),
        ['_measurement', line.measurement] as const,
      ]);
      const matches = [...tags].every(([name, value]) => found.get(name) === value);
      if (!matches || line.timeNs < fromNs || line.timeNs > toNs) continue;
      this.#lines.delete(key);
      this.#points.delete(key);
    }
  }

  /** Forgets a measurement with the types of its fields. */
  drop(measurement: string): void {
    this.delete(new Map([['_measurement', measurement]]), -(2n ** 63n), 2n ** 63n);
    this.#tagSets.delete(measurement);
    for (const key of this.#types.keys()) {
      if (key.startsWith(`${measurement} `)) this.#types.delete(key);
    }
  }

  #refusalOf(text: string, hasFixedTags: boolean): string | null {
    let line: ParsedLine;
    try {
      line = parseLine(text);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    if (line.timeNs < this.keepsFromNs) return 'points beyond retention policy';
    for (const [field, value] of line.fields) {
      const there = this.#types.get(`${line.measurement} ${field}`);
      const type = typeOf(value);
      if (there !== undefined && there !== type) {
        return `field type conflict: input field "${field}" on measurement "${line.measurement}" is type ${type}, already exists as type ${there}`;
      }
    }
    const tagSet = this.#tagSets.get(line.measurement);
    if (hasFixedTags && tagSet !== undefined && tagSet !== tagSetOf(line)) {
      return `Detected a new tag in write. The tag set is immutable. table "${line.measurement}"`;
    }
    return null;
  }

  #storeOne(line: ParsedLine): void {
    const series = [line.measurement, ...line.tags.map((tag) => tag.join('='))].join(',');
    const key = `${series} ${line.timeNs}`;
    const point = this.#points.get(key) ?? new Map<string, string>();
    const isNew = point.size === 0;
    const before = new Map(point);
    for (const [field, value] of line.fields) {
      point.set(field, value);
      this.#types.set(`${line.measurement} ${field}`, typeOf(value));
    }
    if (!isNew && [...line.fields].some(([name, value]) => before.get(name) !== value)) {
      this.changedPoints += 1;
    }
    if (!this.#tagSets.has(line.measurement)) this.#tagSets.set(line.measurement, tagSetOf(line));
    this.#points.set(key, point);
    this.#lines.set(key, line);
  }
}

function tagSetOf(line: ParsedLine): string {
  return line.tags.map(([name]) => name).join(',');
}
