import type { PipelineEvent } from '../../../src/model/events.ts';
import type { Hold } from '../../../src/model/hold.ts';
import type { Side } from '../../../src/model/placement.ts';
import type { Task } from '../../../src/model/task.ts';
import { mean } from '../../../src/signal/statistics.ts';
import type { SessionOptions } from '../../../src/simulator/sessionOptions.ts';
import {
  type BalanceOptions,
  DEFAULT_BALANCE_OPTIONS,
} from '../../../src/simulator/tasks/balanceOptions.ts';
import { simulateBalanceSession } from '../../../src/simulator/tasks/balanceSession.ts';
import type { TaskSession } from '../../../src/simulator/tasks/taskSession.ts';
import { settingsFor } from '../../validate/simulator/settingsFor.ts';
import { inputsOf, secondsOf, simulatedFrames } from '../../validate/simulator/simulatedFrames.ts';

/** What was found of one hold, less its truth. */
export interface HoldErrors {
  readonly startS: number;
  readonly endS: number;
  readonly leanRmsDeg: number;
  readonly tiltRmsDeg: number;
  readonly hold: Hold;
}

export interface ScoredHolds {
  /** One per true hold, in order; empty where their number, legs, ends or touch-downs are others. */
  readonly errors: readonly HoldErrors[];
  /** What was wrong, for a message; empty where nothing was. */
  readonly wrong: string;
}

/** What the product tells of a session, as somebody wears four sensors through it. */
export function eventsOf(
  session: Pick<TaskSession<SessionOptions>, 'feeds' | 'durationS' | 'person' | 'options'>,
  task: Task,
): PipelineEvent[] {
  const settings = { ...settingsFor(session), task };
  const events: PipelineEvent[] = [];
  for (const output of simulatedFrames(inputsOf(session), settings)) events.push(...output.events);
  return events;
}

export function scoreHolds(given: Partial<BalanceOptions>): ScoredHolds {
  const { stanceSide, touchDowns } = { ...DEFAULT_BALANCE_OPTIONS, ...given };
  const session = simulateBalanceSession(given);
  const holds = eventsOf(session, 'balance').flatMap((e) => (e.type === 'hold' ? [e.hold] : []));
  const timesOf = (type: string) =>
    session.events.flatMap((event) => (event.type === type ? [event.timeS] : []));
  const starts = timesOf('holdStart');
  const ends = timesOf('holdEnd');
  const right = holds.filter(
    ({ side, touchDowns: n, endedBy }) =>
      side === stanceSide && n === touchDowns && endedBy === 'footDown',
  );
  if (holds.length !== starts.length || right.length !== holds.length) {
    const found = holds.map(
      (h) =>
        `${h.side} ${secondsOf(h.startUs)}–${secondsOf(h.endUs)} s, ${h.endedBy}, ${h.touchDowns}`,
    );
    return { errors: [], wrong: `${JSON.stringify(given)}: found ${found.join('; ')}` };
  }
  const errors = holds.map((hold, i) => {
    const truth = swayOf(session, stanceSide, hold);
    return {
      startS: secondsOf(hold.startUs) - starts[i],
      endS: secondsOf(hold.endUs) - ends[i],
      leanRmsDeg: (hold.shankLeanRmsDeg ?? Number.NaN) - truth.leanRmsDeg,
      tiltRmsDeg: (hold.shankTiltRmsDeg ?? Number.NaN) - truth.tiltRmsDeg,
      hold,
    };
  });
  return { errors, wrong: '' };
}

/** Over the hold that was found without its first second: how far it sways, not when, is asked. */
function swayOf(session: TaskSession<BalanceOptions>, side: Side, hold: Hold) {
  const lean: number[] = [];
  const tilt: number[] = [];
  for (let t = secondsOf(hold.startUs) + 1; t < secondsOf(hold.endUs); t += 0.02) {
    for (const leg of session.truthAt(t)) {
      if (leg.side !== side) continue;
      lean.push(leg.measures.shankLeanDeg);
      tilt.push(leg.measures.shankTiltDeg);
    }
  }
  return { leanRmsDeg: rmsOf(lean), tiltRmsDeg: rmsOf(tilt) };
}

function rmsOf(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
