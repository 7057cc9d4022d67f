import { CUE_HEADLINES, type CueHeadline, type CueRun, cueRun } from './cueRuns.ts';
import type { Results } from './results.ts';

const PEOPLE = 40;
const REPS = 25;
/** False cues and misses at most, of the reps that could have one. */
export const MOST_WRONG_SHARE = 1 / 50;
export const RULE_P95_MS = 300;
export const TRANSPORT_P95_MS = 150;

export interface CueTally {
  readonly neutral: number;
  readonly falseCues: number;
  readonly due: number;
  readonly missed: number;
  readonly stray: number;
  readonly ruleMs: readonly number[];
  readonly transportMs: readonly number[];
}

/**
 * Forty people in nominal sessions, each with reps 3° to either side of the threshold: how often
 * the rule is wrong where noise alone could mislead it, and how late it is. What calibrations are
 * off by is told beside, with what it costs where it is not taken out.
 */
export async function soakCues(results: Results): Promise<void> {
  for (const headline of CUE_HEADLINES) {
    const tally = tallied(runsOf(headline, 'bias'));
    const { neutral, falseCues, due, missed } = tally;
    results.atMost(`${headline}: false cues`, falseCues, MOST_WRONG_SHARE * neutral, `/${neutral}`);
    results.atMost(`${headline}: missed cues`, missed, MOST_WRONG_SHARE * due, `/${due}`);
    results.exactly(`${headline}: cues outside of any rep`, tally.stray, 0);
    results.atMost(`${headline}: rule, p95`, percentile(tally.ruleMs, 0.95), RULE_P95_MS, 'ms');
    results.told(`${headline}: rule, median`, percentile(tally.ruleMs, 0.5), 'ms');
    const transportMs = percentile(tally.transportMs, 0.95);
    results.atMost(`${headline}: transport, p95`, transportMs, TRANSPORT_P95_MS, 'ms');

    const runs = runsOf(headline, 'truth');
    const plain = tallied(runs);
    const offsets = runs.map(({ offset }) => offset);
    const unit = headline === 'fppa' ? 'deg' : 'cm';
    const mean = offsets.reduce((sum, each) => sum + each, 0) / offsets.length;
    results.told(`${headline}: off by calibration, mean`, mean, unit);
    results.told(`${headline}: off by calibration, p95`, percentile(offsets, 0.95), unit);
    results.told(`${headline}: false cues, that included`, plain.falseCues, `/${plain.neutral}`);
    results.told(`${headline}: missed cues, that included`, plain.missed, `/${plain.due}`);
  }
}

function runsOf(headline: CueHeadline, against: 'truth' | 'bias'): CueRun[] {
  return Array.from({ length: PEOPLE }, (_, i) => cueRun(i + 1, headline, REPS, against));
}

export function tallied(runs: readonly CueRun[]): CueTally {
  const reps = runs.flatMap((run) => run.reps);
  const neutral = reps.filter(({ kind }) => kind === 'neutral');
  const due = reps.filter(({ kind }) => kind === 'due');
  return {
    neutral: neutral.length,
    falseCues: neutral.filter(({ cues }) => cues > 0).length,
    due: due.length,
    missed: due.filter(({ cues }) => cues === 0).length,
    stray: runs.reduce((sum, run) => sum + run.stray, 0),
    ruleMs: due.flatMap(({ ruleMs }) => ruleMs ?? []),
    transportMs: due.flatMap(({ transportMs }) => transportMs ?? []),
  };
}

export function percentile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? Number.NaN;
}
