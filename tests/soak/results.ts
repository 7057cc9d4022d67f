import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const rowSchema = z.object({
  /** The soak that measured it. */
  name: z.string(),
  metric: z.string(),
  value: z.number(),
  unit: z.string(),
  /** The bound in words, such as `<= 150`; empty for a figure that has none. */
  target: z.string(),
  pass: z.boolean(),
});

export type ResultRow = z.infer<typeof rowSchema>;

/** Collects the figures of one soak. */
export class Results {
  readonly rows: ResultRow[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  atMost(metric: string, value: number, bound: number, unit: string): void {
    this.#add(metric, value, unit, `<= ${bound}`, value <= bound);
  }

  atLeast(metric: string, value: number, bound: number, unit: string): void {
    this.#add(metric, value, unit, `>= ${bound}`, value >= bound);
  }

  within(metric: string, value: number, low: number, high: number, unit: string): void {
    this.#add(metric, value, unit, `${low} to ${high}`, value >= low && value <= high);
  }

  exactly(metric: string, value: number, expected: number, unit = '1'): void {
    this.#add(metric, value, unit, `= ${expected}`, value === expected);
  }

  /** A figure that is told and not judged. */
  told(metric: string, value: number, unit: string): void {
    this.#add(metric, value, unit, '', true);
  }

  get passed(): boolean {
    return this.rows.every(({ pass }) => pass);
  }

  #add(metric: string, value: number, unit: string, target: string, pass: boolean): void {
    this.rows.push({ name: this.#name, metric, value, unit, target, pass });
    const judged = target === '' ? '' : `${target} ${pass ? 'ok' : 'FAILED'}`;
    console.log(`${metric.padEnd(58)}${format(value).padStart(10)} ${unit.padEnd(6)}${judged}`);
  }
}

/** Puts the rows into `file` in place of those of the same soak; other soaks' rows stay. */
export async function writeResults(file: string, name: string, rows: readonly ResultRow[]) {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const others = z
    .array(rowSchema)
    .parse(JSON.parse(text))
    .filter((row) => row.name !== name);
  await writeFile(file, `${JSON.stringify([...others, ...rows], null, 2)}\n`);
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
