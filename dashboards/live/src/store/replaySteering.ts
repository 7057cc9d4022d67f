import type { ControlMessage } from '../../../../src/stream/client.ts';
import type { ReplayState } from '../../../../src/stream/messages.ts';
import { isMovement, movementBeside, repAt, startOf } from './replayMarks.ts';

/** Those that have a button, and those that keys reach beside. */
export const BUTTON_SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
const KEY_SPEEDS = [0.1, ...BUTTON_SPEEDS, 8];

/** Shorter than this the hub repeats nothing. */
export const LEAST_LOOP_S = 0.1;
/** Around a rep that is repeated. */
const REP_MARGIN_S = 0.4;

type Replay = Pick<ReplayState, 'positionS' | 'durationS' | 'loopRange' | 'marks' | 'speed'>;

export function seekTo(replay: Pick<Replay, 'durationS'>, positionS: number): ControlMessage {
  const within = Math.min(Math.max(0, positionS), replay.durationS);
  return { type: 'replay', action: 'seek', positionS: within };
}

/** The end stays, unless the beginning is behind it: then it is that of the recording. */
export function loopFrom(replay: Replay, fromS: number): ControlMessage {
  const toS = replay.loopRange?.toS ?? replay.durationS;
  const start = Math.min(fromS, replay.durationS - LEAST_LOOP_S);
  return loopOver(start, toS - start >= LEAST_LOOP_S ? toS : replay.durationS);
}

/** The beginning stays, unless the end is before it: then it is that of the recording. */
export function loopTo(replay: Replay, toS: number): ControlMessage {
  const fromS = replay.loopRange?.fromS ?? 0;
  const end = Math.max(toS, LEAST_LOOP_S);
  return loopOver(end - fromS >= LEAST_LOOP_S ? fromS : 0, end);
}

export function loopOver(fromS: number, toS: number): ControlMessage {
  return { type: 'replay', action: 'loop', loop: true, fromS: Math.max(0, fromS), toS };
}

export const NO_LOOP: ControlMessage = { type: 'replay', action: 'loop', loop: false };

/** Repeats the rep at the position, or the next one; null where there is none. */
export function loopRep(replay: Replay): ControlMessage | null {
  const rep = repAt(replay.marks, replay.positionS);
  if (rep === null) return null;
  const endS = 'toS' in rep ? rep.toS : rep.atS;
  return loopOver(
    rep.fromS - REP_MARGIN_S,
    Math.min(replay.durationS, Math.max(endS, rep.fromS + LEAST_LOOP_S) + REP_MARGIN_S),
  );
}

/** To the beginning of the movement before or after. */
export function besideCommand(replay: Replay, step: -1 | 1): ControlMessage | null {
  const mark = movementBeside(replay.marks, replay.positionS, step);
  return mark && seekTo(replay, startOf(mark));
}

export function speedBeside(replay: Pick<Replay, 'speed'>, step: -1 | 1): ControlMessage | null {
  const speed =
    step === 1
      ? KEY_SPEEDS.find((each) => each > replay.speed)
      : KEY_SPEEDS.findLast((each) => each < replay.speed);
  return speed === undefined ? null : { type: 'replay', action: 'speed', speed };
}

export function hasMovements({ marks }: Pick<Replay, 'marks'>): boolean {
  return marks.some(isMovement);
}
