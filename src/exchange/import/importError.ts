/** Where in the imported file something is wrong. */
export interface ImportPlace {
  /** Counted from 1, as editors do. */
  readonly line?: number;
  /** Name of the column as the file writes it. */
  readonly column?: string;
  readonly cause?: unknown;
}

/** A file that cannot be imported; `message` is one plain sentence with path, line and column. */
export class ImportError extends Error {
  override name = 'ImportError';
  readonly path: string;
  readonly line: number | null;
  readonly column: string | null;

  constructor(path: string, sentence: string, { line, column, cause }: ImportPlace = {}) {
    const inLine = line === undefined ? '' : ` line ${line}`;
    const inColumn = column === undefined ? '' : `, column ${shown(column)}`;
    super(`${path}${inLine}${inColumn}: ${sentence}`, { cause });
    this.path = path;
    this.line = line ?? null;
    this.column = column ?? null;
  }
}

const MAX_SHOWN_CHARACTERS = 40;

/** Foreign text for a sentence: short and without control characters. */
export function shown(text: string): string {
  const printable = text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, asEscape);
  if (printable.length <= MAX_SHOWN_CHARACTERS) return printable;
  return `${printable.slice(0, MAX_SHOWN_CHARACTERS)}…`;
}

/** JSON has short names for the common ones, and leaves those beyond ASCII as they are. */
function asEscape(character: string): string {
  const escaped = JSON.stringify(character).slice(1, -1);
  if (escaped !== character) return escaped;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Foreign text in quotes, so that spaces and emptiness can be seen. */
export function quoted(text: string): string {
  return `"${shown(text)}"`;
}

const MAX_LISTED = 12;

/** `a, b, c and 5 more` */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, MAX_LISTED).map(shown).join(', ');
  return names.length > MAX_LISTED ? `${first} and ${names.length - MAX_LISTED} more` : first;
}
