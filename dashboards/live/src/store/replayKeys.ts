import type { ControlMessage } from '../../../../src/stream/client.ts';
import type { ReplayState } from '../../../../src/stream/messages.ts';

/** How far an arrow key goes. */
export const KEY_STEP_S = 5;

/** What a key asks of a replay: space plays or pauses, arrows go back or forward; else null. */
export function commandOfKey(
  key: string,
  replay: Pick<ReplayState, 'playing' | 'positionS' | 'durationS'>,
): ControlMessage | null {
  const { playing, positionS, durationS } = replay;
  switch (key) {
    case ' ':
      return { type: 'replay', action: playing ? 'pause' : 'play' };
    case 'ArrowLeft':
      return { type: 'replay', action: 'seek', positionS: Math.max(0, positionS - KEY_STEP_S) };
    case 'ArrowRight':
      return {
        type: 'replay',
        action: 'seek',
        positionS: Math.min(durationS, positionS + KEY_STEP_S),
      };
    default:
      return null;
  }
}
