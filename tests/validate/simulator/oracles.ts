import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import type { LegFrame } from '../../../src/model/bodyFrame.ts';
import { SIDES, type Side, sideSign } from '../../../src/model/placement.ts';
import { mean } from '../../../src/signal/statistics.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { turnFrames, turnLegHeading } from '../../tools/turnedCalibration.ts';
import { settingsFor } from './settingsFor.ts';
import {
  calibrationOf,
  inputsOf,
  type Output,
  secondsOf,
  useCalibration,
  wholeRun,
} from './simulatedFrames.ts';

/** How far the frames or the heading of a calibration are turned. */
export const INJECTED_DEG = 5;
/** Frames this near to an instant stand for it, s. */
const NEAR_S = 0.1;

/** Law of crosstalk: false adduction on the right leg, false valgus on the left, degrees. */
export function crosstalkDeg(flexionDeg: number): number {
  return (
    Math.asin(Math.sin(INJECTED_DEG * RAD_PER_DEG) * Math.sin(flexionDeg * RAD_PER_DEG)) *
    DEG_PER_RAD
  );
}

/**
 * O8: false valgus at 90° of flexion of a leg whose frames are turned about the long axes, as the
 * product states it with that calibration and with the right one; + as the law says.
 */
export function falseValgusDeg(seed: number): Record<Side, number> {
  const session = simulateSquatSession({ seed, reps: 3, shankTiltDeg: 32, thighTiltDeg: 61 });
  const settings = settingsFor(session);
  const inputs = [...inputsOf(session)];
  const calibration = calibrationOf(inputs, settings);
  const turn = [0, INJECTED_DEG, 0] as const;
  const turned = SIDES.reduce(
    (before, side) => turnFrames(before, side, { thighDeg: turn, shankDeg: turn }),
    calibration,
  );
  const right = wholeRun(inputs, settings, [useCalibration(calibration, 0)]);
  const wrong = wholeRun(inputs, settings, [useCalibration(turned, 0)]);
  return bySide((side) => {
    const errors = pairs(right, wrong, side).flatMap(([a, b]) =>
      Math.abs(a.measures.kneeFlexionDeg - 90) < 1
        ? [-sideSign(side) * (b.measures.kneeValgusDeg - a.measures.kneeValgusDeg)]
        : [],
    );
    return mean(errors);
  });
}

export interface HeadingOracle {
  /** Change of the projection angle at the bottom of the rep in which the heading was turned. */
  readonly changeDeg: number;
  /** What the law says of it. */
  readonly lawDeg: number;
  /** What is left of it, at the same depth, after a quiet stand; share of the change. */
  readonly leftShare: number;
}

/** O9: the heading of both legs turned in the midst of a rep, by the same angle to the left. */
export function headingOracle(seed: number): Record<Side, HeadingOracle> {
  const session = simulateSquatSession({ seed, reps: 3, sets: 2 });
  const settings = settingsFor(session);
  const inputs = [...inputsOf(session)];
  const calibration = calibrationOf(inputs, settings);
  const turned = SIDES.reduce(
    (before, side) => turnLegHeading(before, side, INJECTED_DEG),
    calibration,
  );
  const [, rep, , later] = session.reps;
  const atS = rep.startS + (rep.bottomS - rep.startS) / 3;
  const right = wholeRun(inputs, settings, [useCalibration(calibration, atS)]);
  const wrong = wholeRun(inputs, settings, [useCalibration(turned, atS)]);
  return bySide((side) => {
    const change = (bottomS: number): [number, number] => {
      const near = pairs(right, wrong, side, bottomS);
      const changes = near.map(([a, b]) => b.measures.fppaDeg - a.measures.fppaDeg);
      const laws = near.map(([{ measures }]) => {
        const tangents =
          Math.tan(measures.shankTiltDeg * RAD_PER_DEG) +
          Math.tan(measures.thighTiltDeg * RAD_PER_DEG);
        return -sideSign(side) * Math.sin(INJECTED_DEG * RAD_PER_DEG) * tangents * DEG_PER_RAD;
      });
      return [mean(changes), mean(laws)];
    };
    const [changeDeg, lawDeg] = change(rep.bottomS);
    const [leftDeg] = change(later.bottomS);
    return { changeDeg, lawDeg, leftShare: Math.abs(leftDeg / changeDeg) };
  });
}

/** The same frames of two runs over the same inputs, near an instant where one is given. */
function pairs(a: Output, b: Output, side: Side, nearS?: number): [LegFrame, LegFrame][] {
  const others = new Map(b.frames.map((frame) => [frame.timeUs, frame]));
  return a.frames.flatMap((frame): [LegFrame, LegFrame][] => {
    if (nearS !== undefined && Math.abs(secondsOf(frame.timeUs) - nearS) > NEAR_S) return [];
    const one = frame.legs.find((leg) => leg.side === side);
    const other = others.get(frame.timeUs)?.legs.find((leg) => leg.side === side);
    return one && other ? [[one, other]] : [];
  });
}

function bySide<T>(of: (side: Side) => T): Record<Side, T> {
  return { right: of('right'), left: of('left') };
}
