/** A fault that was asked for. A test reads `count` to know that it really struck. */
export interface InjectedFault {
  /** How often it has struck. */
  readonly count: number;
  remove(): void;
}

interface Entry<Message, Answer> {
  readonly matches: (message: Message) => boolean;
  readonly answer: Answer;
  readonly times: number;
  count: number;
}

/** Faults waiting for the messages they are meant for; the first that matches strikes. */
export class FaultList<Message, Answer> {
  readonly #entries = new Set<Entry<Message, Answer>>();

  /** Gives `answer` to the next `times` messages that match. */
  add(
    matches: (message: Message) => boolean,
    answer: Answer,
    times = Number.POSITIVE_INFINITY,
  ): InjectedFault {
    const entry: Entry<Message, Answer> = { matches, answer, times, count: 0 };
    this.#entries.add(entry);
    return {
      get count() {
        return entry.count;
      },
      remove: () => {
        this.#entries.delete(entry);
      },
    };
  }

  /** The answer of the fault that strikes `message`; undefined when none does. */
  strike(message: Message): Answer | undefined {
    for (const entry of this.#entries) {
      if (!entry.matches(message)) continue;
      entry.count++;
      if (entry.count >= entry.times) this.#entries.delete(entry);
      return entry.answer;
    }
    return undefined;
  }
}
