import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Watching } from '../../dashboards/live/src/store/watching.ts';
import type { ReplayState } from '../../src/stream/messages.ts';
import { helloOf, ToldClient } from './toldClient.ts';

const STATE: ReplayState = {
  recording: 'squats',
  startUs: 0,
  durationS: 60,
  readyS: 60,
  settingsHash: '0',
  positionS: 0,
  speed: 1,
  minSpeed: 0.1,
  maxSpeed: 8,
  playing: true,
  loop: false,
  loopRange: null,
  marks: [],
};
const OWN = helloOf({ mode: 'replay', timeline: 'own', session: 'squats', replay: STATE });
const WATCH = { type: 'watch', recording: 'squats' };

/** Of a tab. */
class TabStorage {
  readonly #kept = new Map<string, string>();
  getItem = (name: string) => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.#kept.set(name, value);
  removeItem = (name: string) => void this.#kept.delete(name);
}

let told: ToldClient;
let watching: Watching;
function openTab(): void {
  told = new ToldClient();
  watching = new Watching(told.client);
  watching.start();
}
beforeEach(() => {
  vi.stubGlobal('sessionStorage', new TabStorage());
  openTab();
  return () => vi.unstubAllGlobals();
});

describe('a recording that one page watches', () => {
  it('is asked for, and left', () => {
    told.tell('hello', helloOf());
    expect(told.sent).toEqual([]);
    watching.watch({ recording: 'squats' });
    expect(told.sent).toEqual([WATCH]);
    told.tell('hello', OWN);
    expect(watching.isShown.value).toBe(true);
    expect(watching.shared.value).toBe('live');
    watching.leave();
    expect(told.sent.at(-1)).toEqual({ type: 'watch', recording: null });
    told.tell('hello', helloOf());
    expect(told.sent).toHaveLength(2);
  });

  it.each([
    ['a restart of the hub', () => {}],
    ['a reload', openTab],
  ])('is asked for again after %s, where it was', (_, happens) => {
    told.tell('hello', helloOf());
    watching.watch({ recording: 'squats', settings: {} });
    told.tell('hello', OWN);
    const loopRange = { fromS: 10, toS: 20 };
    told.tell('replay', {
      ...STATE,
      ...{ positionS: 12.5, playing: false, speed: 0.5, loop: true, loopRange },
    });
    happens();
    told.sent.length = 0;
    told.tell('hello', helloOf());
    told.tell('hello', OWN);
    expect(told.sent).toEqual([
      { ...WATCH, settings: {} },
      // Before the seek, which then shows the frame there.
      { type: 'replay', action: 'pause' },
      { type: 'replay', action: 'seek', positionS: 12.5 },
      { type: 'replay', action: 'speed', speed: 0.5 },
      { type: 'replay', action: 'loop', loop: true, fromS: 10, toS: 20 },
    ]);
  });

  it('is asked for once while another session begins, and again where the link was lost meanwhile', () => {
    told.tell('hello', helloOf());
    watching.watch({ recording: 'squats' });
    told.tell('hello', helloOf({ session: 'second' }));
    expect(told.sent).toEqual([WATCH]);
    told.tell('status', 'waiting');
    told.tell('status', 'open');
    told.tell('hello', helloOf({ session: 'second' }));
    expect(told.sent).toEqual([WATCH, WATCH]);
    told.tell('hello', OWN);
    expect(watching.isShown.value).toBe(true);
  });

  it('is given up with the sentence of the hub where it is refused', () => {
    told.tell('hello', helloOf());
    watching.watch({ recording: 'squats' });
    told.tell('error', '4 clients have a timeline of their own');
    expect(watching.watched.value).toBeNull();
    expect(watching.problem.value).toMatchObject({
      recording: 'squats',
      sentence: expect.stringContaining('4 clients'),
    });
    told.tell('hello', helloOf());
    expect(told.sent).toEqual([WATCH]);
  });

  it('goes on after a refusal of something else', () => {
    told.tell('hello', helloOf());
    watching.watch({ recording: 'squats' });
    told.tell('hello', OWN);
    told.tell('error', 'This is a replay');
    expect(watching.isShown.value).toBe(true);
  });

  it('goes on, and stays where it is, where another one is refused', () => {
    told.tell('hello', helloOf());
    watching.watch({ recording: 'squats' });
    told.tell('hello', OWN);
    watching.watch({ recording: 'gone' });
    told.tell('replay', { ...STATE, positionS: 7 });
    expect(watching.isShown.value).toBe(false);
    told.tell('error', 'There is no recording "gone".');
    expect(watching.watched.value).toEqual({ recording: 'squats' });
    expect(watching.isShown.value).toBe(true);
    expect(watching.problem.value?.recording).toBe('gone');
    openTab();
    told.tell('hello', helloOf());
    told.tell('hello', OWN);
    expect(told.sent.slice(0, 2)).toEqual([
      WATCH,
      { type: 'replay', action: 'seek', positionS: 7 },
    ]);
  });

  it('is another one only when that is shown', () => {
    told.tell('hello', helloOf());
    watching.watch({ recording: 'squats' });
    watching.watch({ recording: 'lunges' });
    told.tell('hello', OWN);
    expect(watching.isShown.value).toBe(false);
    told.tell('hello', { ...OWN, session: 'lunges' });
    expect(watching.isShown.value).toBe(true);
  });
});
