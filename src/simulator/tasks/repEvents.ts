import type { TruthRepSide } from '../../model/truth.ts';
import { endOf, type SquatTiming } from '../squatProfile.ts';
import { bottomOf } from '../tempo.ts';
import type { SimulatedEvent } from './simulatedEvent.ts';

/** Where a movement leaves its start by the rule of detectors, degrees of knee flexion. */
const LEFT_BY_DEG = 5;
/** Of the way to the turning point; where that is more than `endDeg`, a rep ends within it. */
const END_SHARE = 0.15;
/** Halvings of a phase of seconds: to below a microsecond. */
const HALVINGS = 24;

/** What tells one rep from another. */
export interface RepRule {
  readonly side: TruthRepSide;
  /** Within this of its start a rep is over: 8° on one leg, 10° else. */
  readonly endDeg: number;
}

/**
 * The events of one rep. A movement too small for the rule has its `moveStart` and `moveEnd` alone.
 * @param flexionDegAt clean knee flexion, degrees; it turns once in a rep
 */
export function repEvents(
  flexionDegAt: (timeS: number) => number,
  timing: SquatTiming,
  { side, endDeg }: RepRule,
): SimulatedEvent[] {
  const { startS, descentS, ascentS } = timing;
  const endS = endOf(timing);
  const bottomS = bottomOf(timing);
  const startFlexionDeg = flexionDegAt(startS);
  const kneeFlexionDeg = flexionDegAt(bottomS);
  const moved = (timeS: number) => Math.abs(flexionDegAt(timeS) - startFlexionDeg);
  const peakDeg = moved(bottomS);
  const endBelowDeg = Math.max(endDeg, END_SHARE * peakDeg);
  const move: SimulatedEvent[] = [
    { timeS: startS, type: 'moveStart', side },
    { timeS: endS, type: 'moveEnd', side },
  ];
  if (peakDeg <= endBelowDeg) return move;
  const leftS = crossing(moved, LEFT_BY_DEG, startS, startS + descentS);
  const backS = crossing(moved, endBelowDeg, endS, endS - ascentS);
  return [
    move[0],
    { timeS: leftS, type: 'repStart', side },
    { timeS: bottomS, type: 'repBottom', side, kneeFlexionDeg, startFlexionDeg },
    { timeS: backS, type: 'repEnd', side },
    move[1],
  ];
}

/** When `of` passes `level`, below it at `belowS` and above it at `aboveS`. */
function crossing(
  of: (timeS: number) => number,
  level: number,
  belowS: number,
  aboveS: number,
): number {
  let [below, above] = [belowS, aboveS];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (below + above) / 2;
    if (of(middle) < level) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}
