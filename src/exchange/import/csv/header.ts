import { ImportError } from '../importError.ts';
import type { Quantity } from './quantity.ts';
import type { UsedColumn } from './usedColumn.ts';

/** The header row of a table; finds columns by their exact name. */
export class Header {
  readonly names: readonly string[];
  readonly #path: string;
  readonly #line: number;

  constructor(path: string, line: number, cells: readonly string[]) {
    this.#path = path;
    this.#line = line;
    this.names = cells.map((cell) => cell.trim());
  }

  /**
   * The column of this name, or null when there is none.
   * @throws ImportError when there are several, for nobody knows which is meant.
   */
  find(name: string, quantity: Quantity, factor = 1): UsedColumn | null {
    const index = this.names.indexOf(name);
    if (index === -1) return null;
    const again = this.names.indexOf(name, index + 1);
    if (again === -1) return { name, index, quantity, factor };
    const sentence = `columns ${index + 1} and ${again + 1} both have this name; valid is one.`;
    throw this.error(sentence, name);
  }

  error(sentence: string, column?: string): ImportError {
    const place = { line: this.#line, ...(column === undefined ? {} : { column }) };
    return new ImportError(this.#path, sentence, place);
  }
}
