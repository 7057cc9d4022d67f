/** Value of a field: its count is all that is compared of text and of what is true or false. */
export type ReadValue = number | bigint | null;

/** One line of line protocol, taken apart. */
export interface ReadLine {
  readonly measurement: string;
  /** Without escapes. */
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, ReadValue>;
}

/**
 * Takes a line of a line maker apart: the database is compared with the very bytes that are sent to it,
 * not with what they were made of.
 */
export function readLine(line: string): ReadLine {
  // Quotes mean something in fields alone.
  const series = endOf(line, 0, ' ', false);
  const [measurement = '', ...tags] = split(line.slice(0, series), ',', false);
  const fieldsEnd = endOf(line, series + 1, ' ', true);
  const fields = split(line.slice(series + 1, fieldsEnd), ',', true).map(
    (field): [string, ReadValue] => {
      const at = endOf(field, 0, '=', false);
      return [plain(field.slice(0, at)), readValue(field.slice(at + 1))];
    },
  );
  return {
    measurement: plain(measurement),
    tags: new Map(
      tags.map((tag) => {
        const at = endOf(tag, 0, '=', false);
        return [plain(tag.slice(0, at)), plain(tag.slice(at + 1))];
      }),
    ),
    fields: new Map(fields),
  };
}

function split(text: string, by: string, quotes: boolean): string[] {
  const parts: string[] = [];
  for (let from = 0; from <= text.length; ) {
    const to = endOf(text, from, by, quotes);
    parts.push(text.slice(from, to));
    from = to + 1;
  }
  return parts;
}

/** Where a part ends: at the next `by` that is not escaped, nor within quotes where these mean something. */
function endOf(text: string, from: number, by: string, quotes: boolean): number {
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const at = text[i];
    if (at === '\\') i++;
    else if (quotes && at === '"') quoted = !quoted;
    else if (at === by && !quoted) return i;
  }
  return text.length;
}

function plain(text: string): string {
  return text.replaceAll(/\\([,= ])/g, '$1');
}

function readValue(text: string): ReadValue {
  if (/^-?\d+i$/.test(text)) return BigInt(text.slice(0, -1));
  return /^[-\d]/.test(text) ? Number(text) : null;
}
