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

/** The same in few words, for a narrow screen. */
export function shortModeLabel(
  hello: Pick<HelloMessage, 'mode' | 'simulated' | 'results'>,
): string {
  if (hello.mode !== 'replay') return hello.simulated ? 'Simulated' : 'Live';
  const label = hello.simulated ? 'Simulated replay' : 'Replay';
  return hello.results === 'recomputed' ? `${label}, anew` : label;
}
