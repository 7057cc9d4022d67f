import { setImmediate } from 'node:timers/promises';
import { calibrationRun, RUN_KINDS, type RunOutcome } from './calibrationRuns.ts';
import type { Results } from './results.ts';

const RUNS = 1000;

/** Every way to wear sensors wrongly, two hundred times each, and as often nothing wrong. */
export async function soakCalibration(results: Results): Promise<void> {
  const outcomes: RunOutcome[] = [];
  for (let seed = 1; seed <= RUNS / RUN_KINDS.length; seed++) {
    for (const kind of RUN_KINDS) outcomes.push(calibrationRun(kind, seed));
    await setImmediate();
  }
  results.told('runs', outcomes.length, '1');
  for (const kind of RUN_KINDS) {
    const runs = outcomes.filter((outcome) => outcome.kind === kind);
    const what = kind === 'nominal' ? 'nominal: calibrated' : `${kind}: found`;
    const found = shareOf(runs, ({ found }) => found);
    if (kind === 'slip') {
      for (const axis of ['across', 'forward', 'long'] as const) {
        const about = runs.filter(({ slipAxis }) => slipAxis === axis);
        results.within(
          `slip about ${axis}: found`,
          shareOf(about, (run) => run.found),
          99,
          100,
          '%',
        );
      }
    } else results.within(what, found, 99, 100, '%');
  }
  const nominal = outcomes.filter(({ kind }) => kind === 'nominal');
  results.atMost(
    'nominal: false alarms',
    shareOf(nominal, (run) => run.falseAlarm),
    1,
    '%',
  );
  results.atMost(
    'others: something else found too',
    shareOf(outcomes, (run) => run.falseAlarm),
    1,
    '%',
  );
}

function shareOf(runs: readonly RunOutcome[], is: (run: RunOutcome) => boolean): number {
  return (100 * runs.filter(is).length) / Math.max(1, runs.length);
}
