import type { ReplayState } from '../../../../src/stream/messages.ts';

type Told = Pick<
  ReplayState,
  'positionS' | 'playing' | 'speed' | 'readyS' | 'durationS' | 'loopRange'
>;

/** Where playback is now, seconds: the hub tells its position twice a second, and it goes on between. */
export function positionNowS(told: Told, agoMs: number): number {
  if (!told.playing) return told.positionS;
  const { positionS, loopRange } = told;
  const onS = positionS + (agoMs / 1000) * told.speed;
  const turnS = loopRange !== null && positionS < loopRange.toS ? loopRange.toS : told.durationS;
  return Math.min(onS, turnS, told.readyS);
}
