import type { ControlMessage } from '../../../../src/stream/client.ts';
import type { ReplayState } from '../../../../src/stream/messages.ts';
import {
  besideCommand,
  loopFrom,
  loopRep,
  loopTo,
  NO_LOOP,
  seekTo,
  speedBeside,
} from './replaySteering.ts';

/** How far an arrow key goes. */
export const KEY_STEP_S = 5;

/** Those that steer a replay, with their words in the list of keys. */
export const REPLAY_KEYS = [
  { key: ' ', label: 'Space', does: 'Play or pause' },
  { key: 'ArrowLeft', label: '←', does: `${KEY_STEP_S} s back`, repeats: true },
  { key: 'ArrowRight', label: '→', does: `${KEY_STEP_S} s on`, repeats: true },
  { key: ',', label: ',', does: 'One frame back', repeats: true },
  { key: '.', label: '.', does: 'One frame on', repeats: true },
  { key: '[', label: '[', does: 'Rep before', repeats: true },
  { key: ']', label: ']', does: 'Next rep', repeats: true },
  { key: '-', label: '−', does: 'Slower' },
  { key: '+', label: '+', does: 'Faster' },
  { key: '=', label: '', does: 'Faster' },
  { key: 'a', label: 'A', does: 'Loop from here' },
  { key: 'z', label: 'Z', does: 'Loop to here' },
  { key: 'q', label: 'Q', does: 'Loop this rep' },
  { key: 'x', label: 'X', does: 'No loop' },
] as const;

type Steered = Pick<
  ReplayState,
  'playing' | 'positionS' | 'durationS' | 'speed' | 'marks' | 'loopRange'
>;

/** What a key asks of a replay at its present position; null of any other key. */
export function commandOfKey(key: string, replay: Steered): ControlMessage | null {
  const { playing, positionS } = replay;
  switch (key) {
    case ' ':
      return { type: 'replay', action: playing ? 'pause' : 'play' };
    case 'ArrowLeft':
      return seekTo(replay, positionS - KEY_STEP_S);
    case 'ArrowRight':
      return seekTo(replay, positionS + KEY_STEP_S);
    case ',':
      return { type: 'replay', action: 'step', frames: -1 };
    case '.':
      return { type: 'replay', action: 'step', frames: 1 };
    case '[':
      return besideCommand(replay, -1);
    case ']':
      return besideCommand(replay, 1);
    case '-':
      return speedBeside(replay, -1);
    case '+':
    case '=':
      return speedBeside(replay, 1);
    case 'a':
      return loopFrom(replay, positionS);
    case 'z':
      return loopTo(replay, positionS);
    case 'q':
      return loopRep(replay);
    case 'x':
      return NO_LOOP;
    default:
      return null;
  }
}
