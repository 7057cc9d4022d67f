import { QueryError } from './queryError.ts';

/** A piece of a statement that means something; blanks and comments do not. */
export interface Token {
  /** `operand`: a quoted name or text, a number, a regular expression. */
  readonly kind: 'word' | 'operand' | 'other';
  /** Words in small letters, of operands nothing. */
  readonly text: string;
  /** Where it begins in the statement. */
  readonly at: number;
}

/** As the server's scanner reads them: `1.` is a number, and no quoted text goes over a line. */
const PIECE =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<operand>'(?:[^'\\\n]|\\[^\n])*'|"(?:[^"\\\n]|\\[^\n])*"|\d+(?:\.\d*)?|\.\d+)|(?<word>\$?[a-z_][a-z_0-9]*)|(?<other>[=!]~|[\s\S])/iy;
/** A backslash is itself in it, save before a slash: also the second of two. */
const REGEX = /\/(?:[^/\\\n]|\\\/|\\(?!\/))*\//y;
/** A regular expression stands behind these and nothing else can. */
const BEFORE_REGEX = ['=~', '!~', 'select', 'from', 'by'];
/** Behind these it is a division; behind all else it may be either, and then must do no harm as none. */
const BEFORE_DIVISION = [')', '*'];
const HARM = /[;'"]|--|into/i;

/**
 * The pieces of an InfluxQL text.
 * @throws QueryError where something is not closed, or holds what servers take for the end of a text
 */
export function tokensOf(statement: string): Token[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a zero ends a comment in a server.
  if (/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(statement)) {
    throw new QueryError('found a control character: valid are tabs and line feeds');
  }
  // A carriage return alone ends a line, too. Same length, so that places hold.
  const text = statement.replaceAll('\r', '\n');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const regex = regexAt(text, at, tokens.at(-1));
    const [piece, groups] = regex === null ? pieceAt(text, at) : [regex, { operand: regex }];
    if (groups.word !== undefined) tokens.push({ kind: 'word', text: piece.toLowerCase(), at });
    if (groups.operand !== undefined) tokens.push({ kind: 'operand', text: '', at });
    if (groups.other !== undefined) tokens.push({ kind: 'other', text: piece, at });
    at += piece.length;
  }
  return tokens;
}

type Groups = Readonly<Record<string, string | undefined>>;

function pieceAt(text: string, at: number): [string, Groups] {
  PIECE.lastIndex = at;
  const { 0: piece = '', groups = {} } = PIECE.exec(text) ?? {};
  if (piece === "'" || piece === '"' || text.startsWith('/*', at) !== piece.startsWith('/*')) {
    throw notClosed(text, at);
  }
  return [piece, groups];
}

/** The regular expression that begins here; null where none does. `before`: the token before it. */
function regexAt(text: string, at: number, before: Token | undefined): string | null {
  if (text[at] !== '/' || text[at + 1] === '*') return null;
  const isSure = before !== undefined && BEFORE_REGEX.includes(before.text);
  if (!isSure && (before?.kind !== 'other' || BEFORE_DIVISION.includes(before.text))) return null;
  REGEX.lastIndex = at;
  const regex = REGEX.exec(text)?.[0];
  if (regex === undefined) throw notClosed(text, at);
  if (isSure || !HARM.test(regex)) return regex;
  throw new QueryError(
    `found ${regex.slice(0, 40)}: here a regular expression holds no semicolon, quote, comment or INTO`,
  );
}

function notClosed(text: string, at: number): QueryError {
  return new QueryError(
    `what begins with ${text.slice(at, at + 20)} is not closed: every quote, comment and regular expression ends, quotes and expressions on their line`,
  );
}
