import { describe, expect, it } from 'vitest';
import { LiveStore } from '../../dashboards/live/src/store/liveStore.ts';
import type { LiveStatus } from '../../src/model/liveStatus.ts';
import { helloOf, ToldClient } from './toldClient.ts';

function statusOf(subject: string): LiveStatus {
  return {
    recording: {
      session: '',
      startedUs: 1,
      subject,
      protocol: 'squat',
      task: 'bilateralSquat',
      assessment: null,
      isRecording: true,
      bytesWritten: 0,
      diskFreeBytes: null,
      minutesLeft: null,
      problem: null,
    },
    haptics: { available: false, on: false },
  };
}

describe('another session on a page that stays open', () => {
  it('is told with who is in it, also where a hub came back and knows nobody', () => {
    const told = new ToldClient();
    const store = new LiveStore(told.client);
    store.start();
    told.tell('hello', helloOf({ session: 'one', status: statusOf('P-1') }));
    expect(store.notice.value).toBe('');
    told.tell('hello', helloOf({ session: 'two', status: statusOf('P-2') }));
    expect(store.notice.value).toBe('A new session is being recorded, of P-2.');
    // The hub was started anew: first without a sensor, then with one.
    told.tell('hello', helloOf({ session: '', status: statusOf('anonymous') }));
    expect(store.notice.value).toBe('');
    told.tell('hello', helloOf({ session: 'three', status: statusOf('anonymous') }));
    expect(store.notice.value).toBe('A new session is being recorded, with nobody named in it.');
    store.stop();
  });

  it('is not told where the connection alone was lost', () => {
    const told = new ToldClient();
    const store = new LiveStore(told.client);
    store.start();
    told.tell('hello', helloOf({ session: 'one', status: statusOf('P-1') }));
    told.tell('hello', helloOf({ session: 'one', status: statusOf('P-1') }));
    expect(store.notice.value).toBe('');
    store.stop();
  });
});
