import { atLeast, atMost, type Bound, boundText, exactly, within } from '../tools/figures/bound.ts';
import { type FigureRow, rowOf } from '../tools/figures/row.ts';
import { numberText, verdictLine } from '../tools/figures/wording.ts';

/** Collects the figures of one soak. */
export class Results {
  readonly rows: FigureRow[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  atMost(metric: string, value: number, bound: number, unit: string): void {
    this.#add(metric, value, unit, atMost(bound));
  }

  atLeast(metric: string, value: number, bound: number, unit: string): void {
    this.#add(metric, value, unit, atLeast(bound));
  }

  within(metric: string, value: number, low: number, high: number, unit: string): void {
    this.#add(metric, value, unit, within(low, high));
  }

  exactly(metric: string, value: number, expected: number, unit = '1'): void {
    this.#add(metric, value, unit, exactly(expected));
  }

  /** A figure that is told and not judged. */
  told(metric: string, value: number, unit: string): void {
    this.#add(metric, value, unit, null);
  }

  get passed(): boolean {
    return this.rows.every(({ pass }) => pass !== false);
  }

  #add(metric: string, value: number, unit: string, target: Bound | null): void {
    const row = rowOf(this.#name, '', { metric, value, unit, target });
    this.rows.push(row);
    const judged =
      target === null ? '' : `${boundText(target, numberText)} ${verdictLine(row.pass)}`;
    const figure = row.value === null ? '-' : numberText(row.value, target);
    console.log(`${metric.padEnd(58)}${figure.padStart(10)} ${unit.padEnd(6)}${judged}`);
  }
}
