import { FormulaError } from './formulaError.ts';

export interface FormulaToken {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
  /** Of its first character, from 1. */
  readonly character: number;
}

export const WORD_OPERATORS: readonly string[] = ['and', 'or', 'not'];

const TOKEN =
  /(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign><=|>=|==|!=|[-+*/^()<>?:,])/y;

/** What people may expect to work, and what does instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['=', 'nothing can be assigned or defined here; two values are compared with =='],
  ['!', 'there is no factorial; valid are != and the word not'],
  ['&', 'valid is the word and'],
  ['|', 'valid is the word or'],
  ['%', 'there is no remainder and no percent; valid is / 100'],
  ['.', 'a point stands only in numbers; nothing here has parts to be looked into'],
  [';', 'a measure is one formula'],
  ['\n', 'a measure is one formula on one line'],
  ['[', 'there are no lists, only the numbers of one leg'],
  ['{', 'there are no objects, only the numbers of one leg'],
  ['"', 'there are no texts, only numbers'],
  ["'", 'there are no texts, only numbers'],
]);

const SIGNS = '+ - * / ^ ( ) < > <= >= == != ? : and ,';

/**
 * Takes a formula apart and refuses every character that no valid one has, before any parser sees
 * it: no text, list, object, assignment, look-alike letter or line end gets past this.
 * @throws FormulaError
 */
export function formulaTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (at < formula.length) {
    if (formula[at] === ' ') {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(formula);
    if (match === null) throw refusedCharacter(formula, at);
    const { number, name } = match.groups ?? {};
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign';
    tokens.push({ kind, text: match[0], character: at + 1 });
    at += match[0].length;
  }
  return tokens;
}

function refusedCharacter(formula: string, at: number): FormulaError {
  const found = String.fromCodePoint(formula.codePointAt(at) ?? 0);
  const shown = /^[\x20-\x7e]$/.test(found)
    ? `"${found}"`
    : `the character U+${found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
  const advice =
    INSTEAD.get(found) ?? `valid are fields, functions, numbers and the signs ${SIGNS}`;
  return new FormulaError(formula, at + 1, `${shown} has no meaning in a formula; ${advice}`);
}
