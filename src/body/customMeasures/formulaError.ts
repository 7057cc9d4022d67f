/** A formula that cannot be computed: what was found, where, and what is valid, in a sentence. */
export class FormulaError extends Error {
  override name = 'FormulaError';
  readonly formula: string;
  /** The character it is about, from 1; behind the last where the formula ends too early. */
  readonly character: number;

  constructor(formula: string, character: number, problem: string) {
    super(`character ${character}: ${problem}`);
    this.formula = formula;
    this.character = character;
  }

  /** The formula, and under it a caret below the character. */
  get caretLines(): string {
    // Anything else than printable ASCII could shift the caret or steer a terminal.
    return `${this.formula.replace(/[^\x20-\x7e]/g, '?')}\n${' '.repeat(this.character - 1)}^`;
  }
}
