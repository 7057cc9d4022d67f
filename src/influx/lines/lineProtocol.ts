import { escape as escaped } from '@influxdata/influxdb-client';

/** A number becomes a float, a bigint an integer; null and numbers that are not finite are left out. */
export type FieldValue = number | bigint | boolean | string | null;
/** Names are words of our own with nothing in them to escape. */
export type Fields = Readonly<Record<string, FieldValue>>;

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
 * One line, its time in nanoseconds; null when no field has a value, for such a line is refused.
 * Numbers are written with the fewest digits that read back as the same 64-bit float.
 */
export function lineOf(series: string, fields: Fields, timeUs: number): string | null {
  const written: string[] = [];
  for (const key in fields) {
    const value = fieldText(fields[key]);
    if (value !== null) written.push(`${key}=${value}`);
  }
  return written.length > 0 ? `${series} ${written.join(',')} ${timeUs}000` : null;
}

function fieldText(value: FieldValue): string | null {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? String(value) : null;
    case 'bigint':
      return `${value}i`;
    case 'string':
      // A line ends at a line feed, even inside quotes on some versions.
      return escaped.quoted(value.replaceAll(/[\r\n]+/g, ' '));
    case 'boolean':
      return String(value);
    default:
      return null;
  }
}

export function presentLines(lines: readonly (string | null)[]): string[] {
  return lines.filter((line) => line !== null);
}
