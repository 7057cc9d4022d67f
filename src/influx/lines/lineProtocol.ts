import { escape as escaped } from '@influxdata/influxdb-client';
import type { FieldType } from '../schema/measurement.ts';

/**
 * Measurement and tags as line protocol writes them.
 * Tags are sorted, as the server wants them, so the same tags always give the same bytes.
 * An empty tag is not allowed there, so it is written as `none`.
 */
export function seriesOf(measurement: string, tags: Readonly<Record<string, string>>): string {
  const written = Object.keys(tags)
    .sort()
    .map((key) => `,${key}=${tagValue(tags[key])}`);
  return measurement + written.join('');
}

/** A backslash at the end would escape the comma after it. */
function tagValue(text: string): string {
  return escaped.tag(text.replace(/\\+$/, '')) || 'none';
}

/**
 * A value as line protocol writes one of its type; null for none, which is left out: one that is not
 * there, not of the type, or a number that is not finite.
 * Numbers are written with the fewest digits that read back as the same 64-bit float.
 */
export function fieldText(type: FieldType, value: unknown): string | null {
  switch (type) {
    case 'float':
      return Number.isFinite(value) ? String(value) : null;
    case 'integer':
      // A number that is no safe integer is written as a server reads an integer, in plain digits.
      return isNumber(value) ? `${BigInt(Math.round(value))}i` : null;
    case 'text':
      // A line ends at a line feed, even inside quotes on some versions.
      return typeof value === 'string' ? escaped.quoted(value.replaceAll(/[\r\n]+/g, ' ')) : null;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : null;
  }
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
