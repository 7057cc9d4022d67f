import type { BodyFrame } from '../../../model/bodyFrame.ts';
import type { Calibration, LegCalibration } from '../../../model/calibration.ts';
import type { Side } from '../../../model/placement.ts';
import type { Recording } from '../../../recording/reader.ts';
import { ALL_PARTS, coordinateValues, type Part } from './coordinates.ts';

/** A joint known in less than this share of the frames in which any is known is left out. */
const LEAST_SHARE = 0.5;

/** What a recording can give to OpenSim, whose files have no blank cells. */
export interface KnownParts {
  /** The joints that every row has. */
  readonly parts: readonly Part[];
  /** Known in some frames, but in too few to be in every row. */
  readonly leftOut: readonly Part[];
  readonly rows: number;
  readonly calibrations: ReadonlyMap<Side, StandingLeg>;
}

/** The first calibration of a leg that came into effect. */
export interface StandingLeg {
  readonly leg: LegCalibration;
  /** The middle of its standing, hub time. */
  readonly standingUs: number;
}

/** Reads the recording once. @throws the reason of `signal` */
export async function knownParts(recording: Recording, signal?: AbortSignal): Promise<KnownParts> {
  const framesOf = new Map<number, number>();
  const calibrations = new Map<Side, StandingLeg>();
  let found: Calibration | null = null;
  for await (const batch of recording.batches(['frame', 'event'])) {
    signal?.throwIfAborted();
    for (const message of batch) {
      if (message.kind === 'frame') {
        const mask = knownIn(message.frame);
        framesOf.set(mask, (framesOf.get(mask) ?? 0) + 1);
      } else if (message.event.type === 'calibration') found = message.event.calibration;
      // One that was refused is told too, but the stage after it is then not done.
      else if (message.event.type === 'calibrationStage' && message.event.stage === 'done') {
        if (found) note(calibrations, found);
      }
    }
  }
  return { ...chosen(framesOf), calibrations };
}

/** Whether every one of these joints is known in a frame. */
export function hasAll(frame: BodyFrame, parts: readonly Part[]): boolean {
  return parts.every((part) => isKnown(frame, part));
}

function note(calibrations: Map<Side, StandingLeg>, { legs, standing }: Calibration): void {
  const standingUs = (standing.fromUs + standing.toUs) / 2;
  for (const leg of legs) {
    if (!calibrations.has(leg.side)) calibrations.set(leg.side, { leg, standingUs });
  }
}

function knownIn(frame: BodyFrame): number {
  return ALL_PARTS.reduce((mask, part, i) => mask | (isKnown(frame, part) ? 1 << i : 0), 0);
}

function isKnown(frame: BodyFrame, part: Part): boolean {
  const leg = frame.legs.find(({ side }) => side === part.side);
  return (
    leg !== undefined &&
    // The segments are what the attitudes of all sensors are reckoned from.
    Number.isFinite(leg.thigh[0] + leg.shank[0]) &&
    coordinateValues(part, leg.measures).every(Number.isFinite)
  );
}

function chosen(framesOf: ReadonlyMap<number, number>): Omit<KnownParts, 'calibrations'> {
  const framesWith = (bits: number): number =>
    [...framesOf].reduce((sum, [mask, n]) => sum + ((mask & bits) === bits ? n : 0), 0);
  const known = [...framesOf].reduce((sum, [mask, n]) => sum + (mask === 0 ? 0 : n), 0);
  const isIn = (_: Part, i: number): boolean =>
    known > 0 && framesWith(1 << i) >= LEAST_SHARE * known;
  const parts = ALL_PARTS.filter(isIn);
  const bits = ALL_PARTS.reduce((sum, part, i) => sum | (isIn(part, i) ? 1 << i : 0), 0);
  return {
    parts,
    leftOut: ALL_PARTS.filter((part, i) => framesWith(1 << i) > 0 && !isIn(part, i)),
    rows: parts.length === 0 ? 0 : framesWith(bits),
  };
}
