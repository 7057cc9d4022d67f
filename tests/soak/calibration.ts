import { setImmediate } from 'node:timers/promises';
import { AXIS_KINDS, type AxisOutcome, axisErrorRun } from './axisErrors.ts';
import { calibrationRun, RUN_KINDS, type RunOutcome } from './calibrationRuns.ts';
import type { Results } from './results.ts';

const RUNS = 1000;
const AXIS_RUNS = 200;
/** An axis this far off makes 6° of false valgus at 90° of flexion. */
const WRONG_AXIS_DEG = 6;

/** Every way to wear sensors wrongly, two hundred times each, and as often nothing wrong. */
export async function soakCalibration(results: Results): Promise<void> {
  await soakAxes(results);
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

/** How calibrations are judged whose axes are off. */
async function soakAxes(results: Results): Promise<void> {
  for (const kind of AXIS_KINDS) {
    const runs: AxisOutcome[] = [];
    for (let seed = 1; seed <= AXIS_RUNS; seed++) {
      const run = axisErrorRun(kind, seed);
      if (run) runs.push(run);
      await setImmediate();
    }
    const share = (is: (run: AxisOutcome) => boolean): number =>
      (100 * runs.filter(is).length) / runs.length;
    const isWrong = ({ worstErrorDeg }: AxisOutcome): boolean => worstErrorDeg >= WRONG_AXIS_DEG;
    results.told(
      `axes, ${kind}: good`,
      share(({ verdict }) => verdict === 'good'),
      '%',
    );
    results.told(
      `axes, ${kind}: redo`,
      share(({ verdict }) => verdict === 'redo'),
      '%',
    );
    results.told(`axes, ${kind}: an axis 6° off or more`, share(isWrong), '%');
    const wrongAndGood = runs.filter((run) => isWrong(run) && run.verdict === 'good').length;
    results.exactly(`axes, ${kind}: 6° off and called good`, wrongAndGood, 0);
  }
}

function shareOf(runs: readonly RunOutcome[], is: (run: RunOutcome) => boolean): number {
  return (100 * runs.filter(is).length) / Math.max(1, runs.length);
}
