import { type BleLink, LinkClosedError } from '../bleTransport.ts';
import { within } from '../within.ts';

const ANSWER_TIMEOUT_MS = 2000;

interface Waiting<T> {
  readonly heard: (message: T) => void;
  readonly cutOff: () => void;
}

/** What a sensor is asked by a write and answers by a notification, among others that are no answer. */
export class Answers<T> {
  readonly #waiting = new Set<Waiting<T>>();

  constructor(link: BleLink) {
    void link.closed.then(() => {
      for (const { cutOff } of this.#waiting) cutOff();
    });
  }

  /** A notification has come. */
  heard(message: T): void {
    for (const waiting of this.#waiting) waiting.heard(message);
  }

  /**
   * The first message after the asking that is an answer.
   * @throws BleError when none comes in time, or the link fails
   */
  async to(what: string, ask: () => Promise<void>, isAnswer: (message: T) => boolean): Promise<T> {
    let waiting: Waiting<T> | undefined;
    const answer = new Promise<T>((resolve, reject) => {
      waiting = {
        heard: (message) => {
          if (isAnswer(message)) resolve(message);
        },
        cutOff: () => reject(new LinkClosedError(what)),
      };
      this.#waiting.add(waiting);
    });
    try {
      const [answered] = await within(what, ANSWER_TIMEOUT_MS, Promise.all([answer, ask()]));
      return answered;
    } finally {
      if (waiting) this.#waiting.delete(waiting);
    }
  }
}
