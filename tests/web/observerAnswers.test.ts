import { describe, expect, it } from 'vitest';
import { HubApiError } from '../../dashboards/live/src/api/hubApi.ts';
import { ObserverAnswers, type Ticks } from '../../dashboards/live/src/store/observerAnswers.ts';
import type { CardObservation } from '../../src/movement/assessments/resultCard.ts';

type Answer = CardObservation['answer'];

const cardOf = (lean: Answer, heels: Answer) => ({
  observations: [
    { id: 'lean', question: 'Does the upper body lean?', answer: lean },
    { id: 'heels', question: 'Do the heels lift?', answer: heels },
  ],
  note: 'in shoes',
});
const NONE = cardOf(null, { right: null, left: null });

/** A hub that takes what it is sent when the test lets it. */
class SlowHub {
  readonly sent: { ticks: Ticks; note: string | null }[] = [];
  #settle: { take: (card: typeof NONE | null) => void; refuse: (error: Error) => void }[] = [];

  send = (ticks: Ticks, note: string | null) =>
    new Promise<typeof NONE | null>((take, refuse) => {
      this.sent.push({ ticks, note });
      this.#settle.push({ take, refuse });
    });

  async takes(card: typeof NONE | null): Promise<void> {
    this.#settle.shift()?.take(card);
    await new Promise((resolve) => setTimeout(resolve));
  }

  async refuses(error: Error): Promise<void> {
    this.#settle.shift()?.refuse(error);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

describe('the answers of somebody who watched', () => {
  it('are all sent, one after the other, and shown at once', async () => {
    const hub = new SlowHub();
    const answers = new ObserverAnswers(hub.send);
    const given = answers.give(NONE, 'lean', true);
    void answers.give(NONE, 'heels', { right: true });
    void answers.give(NONE, 'heels', { left: false });
    expect(answers.shown(NONE.observations).map(({ answer }) => answer)).toEqual([
      true,
      { right: true, left: false },
    ]);
    expect(hub.sent).toEqual([{ ticks: { lean: true }, note: 'in shoes' }]);
    await hub.takes(cardOf(true, { right: null, left: null }));
    expect(hub.sent.slice(1)).toEqual([
      { ticks: { lean: true, heels: { right: true, left: false } }, note: 'in shoes' },
    ]);
    await hub.takes(cardOf(true, { right: true, left: false }));
    await given;
    expect(answers.pending.value).toEqual({});
  });

  it('are those of the card again where the hub refused, which is said', async () => {
    const hub = new SlowHub();
    const answers = new ObserverAnswers(hub.send);
    const given = answers.give(NONE, 'lean', true);
    await hub.refuses(new HubApiError('The hub cannot be reached.'));
    await given;
    expect(answers.shown(NONE.observations)).toEqual(NONE.observations);
    expect(answers.problem.value).toBe('The hub cannot be reached.');
  });

  it('go to no trial of a session that was begun meanwhile', async () => {
    const hub = new SlowHub();
    const answers = new ObserverAnswers(hub.send);
    const given = answers.give(NONE, 'lean', true);
    void answers.give(NONE, 'lean', false);
    await hub.takes(null);
    await given;
    expect(hub.sent).toHaveLength(1);
  });
});
