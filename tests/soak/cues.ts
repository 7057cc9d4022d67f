import { percentile } from '../../src/signal/statistics.ts';
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
  readonly fromTruthMs: readonly number[];
  readonly transportMs: readonly number[];
}

/**
 * Forty people in nominal sessions, each with reps whose true peak is 3° to either side of the
 * threshold: how often a cue is wrong, and how late it is. What the rule alone makes of it, with what
 * each wearing is off by taken out, is told beside.
 */
export async function soakCues(results: Results): Promise<void> {
  for (const headline of CUE_HEADLINES) {
    const runs = runsOf(headline, 'truth');
    const { neutral, falseCues, due, missed, stray, ruleMs, fromTruthMs, transportMs } =
      tallied(runs);
    results.atMost(`${headline}: false cues`, falseCues, MOST_WRONG_SHARE * neutral, `/${neutral}`);
    results.atMost(`${headline}: missed cues`, missed, MOST_WRONG_SHARE * due, `/${due}`);
    results.exactly(`${headline}: cues outside of any rep`, stray, 0);
    results.atMost(`${headline}: rule, p95`, percentile(ruleMs, 95), RULE_P95_MS, 'ms');
    results.told(`${headline}: rule, median`, percentile(ruleMs, 50), 'ms');
    const fromTruthP95Ms = percentile(fromTruthMs, 95);
    results.atMost(
      `${headline}: from the truth's crossing, p95`,
      fromTruthP95Ms,
      RULE_P95_MS,
      'ms',
    );
    const transportP95Ms = percentile(transportMs, 95);
    results.atMost(`${headline}: transport, p95`, transportP95Ms, TRANSPORT_P95_MS, 'ms');

    const offsets = runs.map(({ offset }) => offset);
    const unit = headline === 'fppa' ? 'deg' : 'cm';
    const mean = offsets.reduce((sum, each) => sum + each, 0) / offsets.length;
    const sizes = offsets.map(Math.abs);
    results.told(`${headline}: off by this wearing, mean`, mean, unit);
    results.told(`${headline}: off by this wearing, p95 of its size`, percentile(sizes, 95), unit);
    const rule = tallied(runsOf(headline, 'bias'));
    results.told(`${headline}: false cues, that taken out`, rule.falseCues, `/${rule.neutral}`);
    results.told(`${headline}: missed cues, that taken out`, rule.missed, `/${rule.due}`);
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
    fromTruthMs: due.flatMap(({ fromTruthMs }) => fromTruthMs ?? []),
    transportMs: due.flatMap(({ transportMs }) => transportMs ?? []),
  };
}
