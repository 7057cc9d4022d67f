import type { ReadLine, ReadValue } from './readLine.ts';

/** What is compared of one field of one series. */
export interface FieldContent {
  count: number;
  /** Of integers; null for others. */
  sum: bigint | null;
  /** Of floats; null for others. */
  least: number | null;
  largest: number | null;
}

/** What a database holds, or should hold: measurement, then series, then field. */
export type Content = Map<string, Map<string, Map<string, FieldContent>>>;

/** Tags that tell nothing within one session of one hub. */
const SAME = new Set(['derived', 'hub', 'session', 'simulated', 'task']);

/** How the series of a session are told apart: `side=right, subject=P-7F3K`. */
export function seriesName(tags: Iterable<readonly [string, string]>): string {
  return [...tags]
    .filter(([name]) => !SAME.has(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(', ');
}

export function addLine(content: Content, { measurement, tags, fields }: ReadLine): void {
  const found = fieldsOf(content, measurement, seriesName(tags));
  for (const [name, value] of fields) {
    const field = found.get(name);
    if (field === undefined) found.set(name, fieldContent(value));
    else add(field, value);
  }
}

export function fieldsOf(
  content: Content,
  measurement: string,
  series: string,
): Map<string, FieldContent> {
  const all = content.get(measurement) ?? new Map<string, Map<string, FieldContent>>();
  content.set(measurement, all);
  const fields = all.get(series) ?? new Map<string, FieldContent>();
  all.set(series, fields);
  return fields;
}

function fieldContent(value: ReadValue): FieldContent {
  const isFloat = typeof value === 'number';
  return {
    count: 1,
    sum: typeof value === 'bigint' ? value : null,
    least: isFloat ? value : null,
    largest: isFloat ? value : null,
  };
}

function add(field: FieldContent, value: ReadValue): void {
  field.count += 1;
  if (typeof value === 'bigint') field.sum = (field.sum ?? 0n) + value;
  if (typeof value === 'number') {
    field.least = Math.min(field.least ?? value, value);
    field.largest = Math.max(field.largest ?? value, value);
  }
}
