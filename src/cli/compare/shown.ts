/** Seconds since the start of A, as text. */
export type At = (timeUs: number) => string;

export const WIDTH = 80;
const LONGEST_VALUE = 16;

/** Cut at spaces into lines of at most 80 letters, each behind `indent`. */
export function wrapped(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line !== indent && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line = line === indent ? indent + word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** With its middle left out where it is longer than `most` letters. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = most - 1;
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
}

/** A value of either recording, in a cell. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'none';
  if (value === null) return 'not stated';
  if (typeof value === 'number') return shownNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return shortened(value, LONGEST_VALUE);
  return shortened(JSON.stringify(value), LONGEST_VALUE);
}

/** Three figures of a small number, two decimals of others; a whole one as it is. */
export function shownNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 10) return value.toFixed(2);
  return size < 1e-4 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

/** With its sign; what is nearly nothing does not read as nothing. */
export function shownDifference(value: number): string {
  return value > 0 ? `+${shownNumber(value)}` : shownNumber(value);
}

/** Of `part` in `whole`; what is not quite nothing and not quite all does not read as if it were. */
export function percent(part: number, whole: number): string {
  const share = part / Math.max(1, whole);
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${(100 * share).toFixed(1)} %`;
}

export function andMore(left: number): string[] {
  return left > 0 ? [`  and ${left} more: see --json`] : [];
}
