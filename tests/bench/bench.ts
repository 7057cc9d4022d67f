import type { Figure } from '../tools/figures/row.ts';

/** One thing that is measured, under several figures. */
export interface Bench {
  /** What is measured; the `set` of its rows. */
  readonly name: string;
  /** On what; the `trial` of its rows. */
  readonly trial: string;
  /** @param progress told what goes on, where it takes more than a second */
  readonly measure: (progress: (line: string) => void) => Promise<readonly Figure[]>;
}
