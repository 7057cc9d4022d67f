import type { Quantity } from './quantity.ts';

/** A column of a table that values are read from. */
export interface UsedColumn {
  readonly name: string;
  /** Position in a row, from 0. */
  readonly index: number;
  readonly quantity: Quantity;
  /** By which a cell is multiplied to have the unit of `QUANTITIES`. */
  readonly factor: number;
}
