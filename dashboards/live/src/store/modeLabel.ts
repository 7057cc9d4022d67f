import type { HelloMessage } from '../../../../src/stream/client.ts';

/** What the person is looking at, in plain words. */
export function modeLabel(hello: Pick<HelloMessage, 'mode' | 'simulated' | 'results'>): string {
  if (hello.mode === 'replay') {
    const label = hello.simulated ? 'Replay of simulated data' : 'Replay';
    // Nobody shall take it for what was seen then.
    return hello.results === 'recomputed' ? `${label}, computed anew` : label;
  }
  return hello.simulated ? 'Simulated sensors' : 'Live';
}
