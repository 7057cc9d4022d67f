import fc from 'fast-check';

/** A surface that others reach, and what has to hold whatever they put on it. */
export interface Definition<T> {
  readonly name: string;
  /** Cases in the tests; the soak runs as many as its time allows. */
  readonly runs: number;
  readonly cases: fc.Arbitrary<T>;
  /** Whatever takes a moment and serves all cases. */
  readonly open: () => Promise<Opened<T>>;
}

export interface Opened<T> {
  /** @throws when something does not hold */
  readonly check: (one: T) => void | Promise<void>;
  readonly close: () => void | Promise<void>;
}

export interface FuzzOptions {
  readonly seed: number;
  /** Of a counterexample that was found, to try it alone. */
  readonly path?: string;
  /** Instead of a number of runs. */
  readonly timeLimitMs?: number;
}

export interface FuzzOutcome {
  readonly runs: number;
  readonly longestMs: number;
  /** The smallest case that fails, why, and how to try it again; null where all holds. */
  readonly finding: string | null;
}

export interface Surface {
  readonly name: string;
  readonly run: (options: FuzzOptions) => Promise<FuzzOutcome>;
}

/** No case is worth longer, even on a machine that is busy otherwise. */
const BUDGET_MS = 10_000;
/** What one case may add to the most memory that was ever used. */
const BUDGET_KIB = 400 * 1024;
const MOST_RUNS = 100_000_000;

export function surface<T>(definition: Definition<T>): Surface {
  return { name: definition.name, run: (options) => runOf(definition, options) };
}

async function runOf<T>(
  { name, runs, cases, open }: Definition<T>,
  { seed, path, timeLimitMs }: FuzzOptions,
): Promise<FuzzOutcome> {
  const { check, close } = await open();
  let longestMs = 0;
  const property = fc.asyncProperty(cases, async (one) => {
    const beganAt = performance.now();
    const usedKib = process.resourceUsage().maxRSS;
    await check(one);
    const tookMs = performance.now() - beganAt;
    longestMs = Math.max(longestMs, tookMs);
    if (tookMs > BUDGET_MS) throw new Error(`took ${Math.round(tookMs)} ms of ${BUDGET_MS}`);
    const grownKib = process.resourceUsage().maxRSS - usedKib;
    if (grownKib > BUDGET_KIB) throw new Error(`took ${grownKib} KiB of ${BUDGET_KIB}`);
  });
  try {
    const details = await fc.check(property, {
      seed,
      ...(path !== undefined && { path }),
      numRuns: timeLimitMs === undefined ? runs : MOST_RUNS,
      ...(timeLimitMs !== undefined && { interruptAfterTimeLimit: timeLimitMs }),
    });
    const finding = details.failed ? findingOf(name, details) : null;
    return { runs: details.numRuns, longestMs, finding };
  } finally {
    await close();
  }
}

function findingOf<T>(name: string, details: fc.RunDetails<T>): string {
  const { seed, counterexamplePath, errorInstance } = details;
  const why = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
  const again = `FUZZ_SEED=${seed} FUZZ_PATH=${counterexamplePath} npm run soak -- fuzz ${name}`;
  return `${name}: to try it again: ${again}\n\n${fc.defaultReportMessage(details)}\n\n${why}\n`;
}
