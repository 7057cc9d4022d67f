import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStore } from '../../dashboards/live/src/store/liveStore.ts';
import { TrialDesk } from '../../dashboards/live/src/store/trialDesk.ts';
import type { Trial } from '../../src/model/trial.ts';
import type { TrialResult } from '../../src/movement/assessments/trialResult.ts';
import type { Snapshot } from '../../src/stream/messages.ts';
import { EMPTY_SNAPSHOT } from '../../src/stream/snapshotKeeper.ts';
import { repOf } from '../movement/reps.ts';
import { helloOf, ToldClient } from './toldClient.ts';

/** A hub that answers when the test says so. */
class SlowHub {
  readonly asked: { path: string; answer: (body: unknown, status?: number) => void }[] = [];

  fetch = (path: string): Promise<Response> =>
    new Promise((resolve) => {
      const answer = (body: unknown, status = 200) => resolve(Response.json(body, { status }));
      this.asked.push({ path: path.replace('api/v1/', ''), answer });
    });

  get paths(): string[] {
    return this.asked.map(({ path }) => path);
  }

  /** Answers the newest request, and waits for what follows from it. */
  async answers(body: unknown, status?: number): Promise<void> {
    this.asked.at(-1)?.answer(body, status);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const trial = (number: number, startUs: number, endUs: number | null): Trial => ({
  number,
  name: '',
  startUs,
  endUs,
});
const resultOf = (of: Trial) => ({ trial: of }) as TrialResult;
const snapshot = (given: Partial<Snapshot>): Snapshot => ({ ...EMPTY_SNAPSHOT, ...given });
const rep = (startUs: number) => repOf(startUs, { startUs });

describe('the results of trials', () => {
  const first = trial(1, 10, 20);
  let hub: SlowHub;
  let client: ToldClient;
  let desk: TrialDesk;
  let store: LiveStore;

  beforeEach(() => {
    hub = new SlowHub();
    vi.stubGlobal('fetch', hub.fetch);
    client = new ToldClient();
    store = new LiveStore(client.client);
    desk = new TrialDesk(store);
    store.start();
    desk.start();
  });
  afterEach(() => {
    desk.stop();
    store.stop();
    vi.unstubAllGlobals();
  });

  const greet = (session: string, given: Partial<Snapshot> = {}) =>
    client.tell('hello', helloOf({ session, snapshot: snapshot(given) }));

  it('are not those of the session before, however late they come', async () => {
    greet('first', { trial: first });
    await hub.answers({ trials: [first] });
    expect(hub.paths).toEqual(['live/trials', 'live/trials/1']);
    greet('second');
    await hub.answers(resultOf(first));
    expect(desk.result.value).toBe(null);
    greet('second', { trial: first });
    await hub.answers({ trials: [first] });
    await hub.answers(resultOf(first));
    const remade = resultOf({ ...first, name: 'of the session before' });
    desk.took(remade, 'first');
    expect(desk.result.value?.trial.name).toBe('');
    desk.took(remade, 'second');
    expect(desk.result.value?.trial.name).toBe('of the session before');
  });

  it('are asked for again by the next news, where the hub could not tell', async () => {
    greet('first', { trial: first });
    await hub.answers({ error: 'Busy.' }, 503);
    expect(desk.resultProblem.value).toBe('Busy.');
    greet('first', { trial: first });
    await hub.answers({ trials: [first] });
    await hub.answers(resultOf(first));
    expect(desk.result.value?.trial.number).toBe(1);
    expect(desk.resultProblem.value).toBe(null);
  });

  it('are asked for when reps are told late, not with every rep of a trial that goes on', async () => {
    greet('first', { trial: first });
    await hub.answers({ trials: [first] });
    await hub.answers(resultOf(first));
    client.tell('snapshot', snapshot({ trial: first, reps: [rep(19)] }));
    await hub.answers({ trials: [first] });
    await hub.answers(resultOf(first));
    expect(hub.paths).toHaveLength(4);
    const second = trial(2, 30, null);
    client.tell('snapshot', snapshot({ trial: second, reps: [rep(19)] }));
    await hub.answers({ trials: [first, second] });
    await hub.answers(resultOf(first));
    expect(hub.paths).toHaveLength(6);
    client.tell('snapshot', snapshot({ trial: second, reps: [rep(19), rep(31)] }));
    client.tell('snapshot', snapshot({ trial: second, reps: [rep(19), rep(31), rep(35)] }));
    expect(hub.paths).toHaveLength(6);
    client.tell('snapshot', snapshot({ trial: { ...second, endUs: 40 }, reps: [rep(19)] }));
    expect(hub.paths).toHaveLength(7);
  });
});
