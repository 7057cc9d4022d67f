import type { HelloMessage } from '../../../../src/stream/client.ts';

/** What the person is looking at, in plain words. */
export function modeLabel(hello: Pick<HelloMessage, 'mode' | 'simulated'>): string {
  if (hello.mode === 'replay') {
    return hello.simulated ? 'Replay of simulated data' : 'Replay';
  }
  return hello.simulated ? 'Simulated sensors' : 'Live';
}
