import type { Side } from '../model/placement.ts';
import type { Places } from './places.ts';

/** What the command line of `import` gave. */
export interface ImportFlags {
  readonly output: string;
  readonly side?: Side;
  readonly mapping?: string;
  readonly place?: Places;
  /** µs since the Unix epoch. */
  readonly started?: number;
  readonly subject: string;
}
