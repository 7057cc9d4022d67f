/** One line as the server understands it. Values are the text they were sent as. */
export interface ParsedLine {
  readonly text: string;
  readonly measurement: string;
  readonly tags: readonly (readonly [string, string])[];
  readonly fields: ReadonlyMap<string, string>;
  /** Nanoseconds since the Unix epoch. */
  readonly timeNs: bigint;
}

export type FieldType = 'boolean' | 'float' | 'integer' | 'string';

const TIME = /^-?\d{1,19}$/;

/**
 * Reads one line of line protocol, more strictly than any server: tags sorted, every value
 * present, whole nanoseconds, nothing twice.
 * @throws Error with what is wrong
 */
export function parseLine(text: string): ParsedLine {
  const parts = split(text, ' ');
  if (parts.length < 3) throw new Error(`unable to parse '${text}': missing fields or time`);
  if (parts.length > 3) throw new Error(`unable to parse '${text}': too many parts`);
  const [series = '', fieldSet = '', time = ''] = parts;
  if (!TIME.test(time)) throw new Error(`unable to parse '${text}': bad timestamp`);
  const [measurement = '', ...tagTexts] = split(series, ',');
  if (measurement === '') throw new Error(`unable to parse '${text}': missing measurement`);
  const tags = tagTexts.map((tag) => pair(tag, text));
  const fields = split(fieldSet, ',').map((field) => pair(field, text));
  for (const [, value] of fields) typeOf(value);
  const tagNames = tags.map(([name]) => name);
  if (tagNames.some((name, i) => i > 0 && name <= (tagNames[i - 1] ?? ''))) {
    throw new Error(`unable to parse '${text}': tags are not sorted, or one is there twice`);
  }
  const names = [...tagNames, ...fields.map(([name]) => name)];
  if (new Set(names).size < names.length) {
    throw new Error(`unable to parse '${text}': a name is there twice`);
  }
  return { text, measurement, tags, fields: new Map(fields), timeNs: BigInt(time) };
}

/** @throws Error when it is no value of line protocol, such as NaN */
export function typeOf(value: string): FieldType {
  if (/^".*"$/s.test(value)) return 'string';
  if (/^-?\d+i$/.test(value)) return 'integer';
  if (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value)) return 'float';
  if (/^(true|false)$/.test(value)) return 'boolean';
  throw new Error(`invalid field value '${value}'`);
}

function pair(text: string, line: string): readonly [string, string] {
  const [name = '', ...rest] = split(text, '=');
  const value = rest.join('=');
  if (name === '' || value === '') throw new Error(`unable to parse '${line}': missing value`);
  return [name, value];
}

/** Cuts at a character that is neither escaped nor within quotes. */
function split(text: string, at: string): string[] {
  if (!/["\\]/.test(text)) return text.split(at);
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') {
      part += text.slice(i, i + 2);
      i += 1;
      continue;
    }
    // A quote means something only where a value begins, and to its end.
    if (char === '"' && (isQuoted || /(^|=)$/.test(part))) isQuoted = !isQuoted;
    if (char === at && !isQuoted) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  if (isQuoted) throw new Error(`unable to parse '${text}': a quote is not closed`);
  return [...parts, part];
}
