import { signal } from '@preact/signals';
import type {
  CardObservation,
  ResultCard,
} from '../../../../src/movement/assessments/resultCard.ts';
import { HubApiError } from '../api/hubApi.ts';

export type Tick = boolean | { readonly right?: boolean; readonly left?: boolean };
export type Ticks = Readonly<Record<string, Tick>>;

type Observed = Pick<ResultCard, 'observations' | 'note'>;

/** What is sent to the hub; it answers with the card made anew, null where nobody wants it any more. */
type Send = (ticks: Ticks, note: string | null) => Promise<Observed | null>;

/**
 * What somebody who watched one trial answers. The hub replaces all of it with what it is sent, so
 * that always all is sent, one after the other: of two quick answers neither is lost.
 */
export class ObserverAnswers {
  /** Answers that the card does not have yet. */
  readonly pending = signal<Ticks>({});
  /** Why the last was not taken, in the hub's sentence; empty when it was. */
  readonly problem = signal('');
  readonly #send: Send;
  #isSending = false;
  #isChanged = false;

  constructor(send: Send) {
    this.#send = send;
  }

  /** @param card as the hub had it when that was answered */
  async give(card: Observed, id: string, tick: Tick): Promise<void> {
    const before = this.pending.peek();
    this.pending.value = { ...before, [id]: merged(before[id], tick) };
    this.#isChanged = true;
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      await this.#sendAll(card);
    } finally {
      this.#isSending = false;
      this.pending.value = {};
    }
  }

  /** The observations of the card with what is still under way. */
  shown(observations: readonly CardObservation[]): readonly CardObservation[] {
    const pending = this.pending.value;
    return observations.map((each) => {
      const tick = pending[each.id];
      return tick === undefined ? each : { ...each, answer: answerOf(each.answer, tick) };
    });
  }

  async #sendAll(first: Observed): Promise<void> {
    let card: Observed | null = first;
    while (this.#isChanged && card !== null) {
      this.#isChanged = false;
      try {
        card = await this.#send(ticksOf(this.shown(card.observations)), card.note);
        this.problem.value = '';
      } catch (error) {
        if (!(error instanceof HubApiError)) throw error;
        this.problem.value = error.message;
      }
    }
  }
}

function answerOf(given: CardObservation['answer'], tick: Tick): CardObservation['answer'] {
  if (typeof tick === 'boolean') return tick;
  const sides = typeof given === 'object' ? given : null;
  return { right: null, left: null, ...sides, ...tick };
}

function merged(before: Tick | undefined, tick: Tick): Tick {
  return typeof before === 'object' && typeof tick === 'object' ? { ...before, ...tick } : tick;
}

function ticksOf(observations: readonly CardObservation[]): Ticks {
  const ticks: Record<string, Tick> = {};
  for (const { id, answer } of observations) {
    const tick = tickOf(answer);
    if (tick !== null) ticks[id] = tick;
  }
  return ticks;
}

/** null where nothing is answered. */
export function tickOf(answer: CardObservation['answer']): Tick | null {
  if (answer === null || typeof answer === 'boolean') return answer;
  const { right, left } = answer;
  const sides = { ...(right !== null && { right }), ...(left !== null && { left }) };
  return Object.keys(sides).length === 0 ? null : sides;
}
