import { signal } from '@preact/signals';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { HubApiError, sendToHub } from '../../../api/hubApi.ts';
import { recordingsChanged } from '../list/listing.ts';
import { initials, setInitials } from './initials.ts';

/** Why an edit was not made; null where it was. */
export type Refusal = string | null;

const NOT_SIGNED = 'Nothing was changed: an edit needs initials for the history.';

/** Every edit of one recording goes through here: signed, one after the other, its answer taken. */
export class EditDesk {
  /** Whether the page is to ask who edits. */
  readonly isAsking = signal(false);
  readonly #path: string;
  readonly #took: (answer: RecordingAnswer) => void;
  #told: ((by: string) => void) | null = null;
  /** An answer that came late would show what a later edit has changed again. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: string, took: (answer: RecordingAnswer) => void) {
    this.#path = `recordings/${encodeURIComponent(id)}`;
    this.#took = took;
  }

  /** @param change as the body of `PATCH /api/v1/recordings/:id`, unsigned */
  async edit(change: object): Promise<Refusal> {
    const by = initials.peek() || (await this.#ask());
    if (by === '') return NOT_SIGNED;
    const sent = this.#last.then(() => this.#send({ ...change, by }));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async #send(signed: object): Promise<Refusal> {
    try {
      this.#took(await sendToHub<RecordingAnswer>(this.#path, signed, 'PATCH'));
      recordingsChanged();
      return null;
    } catch (error) {
      if (error instanceof HubApiError) return error.message;
      throw error;
    }
  }

  /** What the person answered; an empty text is nothing. */
  answer(text: string): void {
    if (text.trim() !== '') setInitials(text);
    this.isAsking.value = false;
    this.#told?.(initials.peek());
    this.#told = null;
  }

  #ask(): Promise<string> {
    // One who is asked twice answers once.
    this.#told?.('');
    this.isAsking.value = true;
    return new Promise((resolve) => {
      this.#told = resolve;
    });
  }
}
