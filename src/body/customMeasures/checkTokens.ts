import { LEG_MEASURES } from '../../model/bodyFrame.ts';
import { FormulaError } from './formulaError.ts';
import { CONSTANTS, FUNCTION_NAMES } from './formulaFunctions.ts';
import { type FormulaToken, WORD_OPERATORS } from './formulaTokens.ts';
import { nearestName } from './nearestName.ts';

/** Deeper nesting is no formula that a person wrote, and a parser that recurses has an end. */
const MAX_DEPTH = 24;

const FIELD_NAMES: ReadonlySet<string> = new Set(LEG_MEASURES.map(({ key }) => key));
const FUNCTIONS: ReadonlySet<string> = new Set(FUNCTION_NAMES);
const RADIAN_FUNCTIONS = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2'];

/**
 * Checks what can be said of each token and its neighbours, where the position is known.
 * @throws FormulaError
 */
export function checkTokens(
  formula: string,
  tokens: readonly FormulaToken[],
  otherNames: readonly string[],
): void {
  let depth = 0;
  let conditions = 0;
  const refuse = (token: FormulaToken, problem: string): never => {
    throw new FormulaError(formula, token.character, problem);
  };
  tokens.forEach((token, i) => {
    const { kind, text } = token;
    const before = tokens[i - 1];
    const isCalled = tokens[i + 1]?.text === '(';
    if (before && endsOperand(before) && beginsOperand(token) && !calls(before, token)) {
      refuse(token, `an operator is missing before "${text}"; write * to multiply`);
    }
    // mathjs binds it tighter than a comparison, which nobody expects.
    if (text === 'not' && !isCalled) {
      refuse(token, 'what is not so stands in parentheses; write not( ) around it');
    }
    if (kind === 'name') checkName(token, isCalled, otherNames, refuse);
    if (kind === 'number' && !Number.isFinite(Number(text))) {
      refuse(token, `${text} is too large; valid are numbers below 1.8e308`);
    }
    if (text === '(' && ++depth > MAX_DEPTH) {
      refuse(token, `parentheses are nested too deep; valid are ${MAX_DEPTH} levels`);
    }
    if (text === ')') depth--;
    if (text === '?') conditions++;
    if (text === ':' && --conditions < 0) {
      refuse(token, 'there are no ranges; a colon stands in "condition ? value : other value"');
    }
  });
  if (!tokens.some(({ text }) => FIELD_NAMES.has(text))) {
    throw new FormulaError(
      formula,
      1,
      'the formula names no field of a leg, so it measures nothing; valid is one such as kneeFlexionDeg',
    );
  }
}

function checkName(
  token: FormulaToken,
  isCalled: boolean,
  otherNames: readonly string[],
  refuse: (token: FormulaToken, problem: string) => never,
): void {
  const { text } = token;
  if (WORD_OPERATORS.includes(text)) return;
  if (FUNCTIONS.has(text)) {
    if (!isCalled) refuse(token, `${text} is a function; write ${text}( ) around its values`);
    return;
  }
  if (FIELD_NAMES.has(text) || CONSTANTS.has(text)) {
    if (isCalled) refuse(token, `${text} is no function; write * to multiply`);
    return;
  }
  if (RADIAN_FUNCTIONS.includes(text)) {
    refuse(token, `${text} is not known; angles are degrees here, so it is ${text}Deg`);
  }
  if (otherNames.includes(text)) {
    refuse(token, `${text} is a custom measure itself; a formula is over fields of the leg alone`);
  }
  const names = isCalled ? FUNCTIONS : [...FIELD_NAMES, ...CONSTANTS.keys()];
  const nearest = nearestName(text, names);
  const what = isCalled ? 'function' : 'field of a leg';
  const valid = isCalled ? `valid are ${FUNCTION_NAMES.join(', ')}` : 'docs/conventions.md has all';
  refuse(token, `${text} is no ${what}; ${nearest ? `did you mean ${nearest}?` : valid}`);
}

function endsOperand({ kind, text }: FormulaToken): boolean {
  return text === ')' || (kind !== 'sign' && !WORD_OPERATORS.includes(text));
}

function beginsOperand({ kind, text }: FormulaToken): boolean {
  return text === '(' || (kind !== 'sign' && (text === 'not' || !WORD_OPERATORS.includes(text)));
}

function calls(before: FormulaToken, token: FormulaToken): boolean {
  return before.kind === 'name' && token.text === '(';
}
