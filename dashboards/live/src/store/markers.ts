import { signal } from '@preact/signals';
import { HubApiError, sendToHub } from '../api/hubApi.ts';
import { storedText, storeText } from './storedText.ts';

/** One for each key from 1 to 9. */
export const USUAL_LABELS: readonly string[] = [
  'Pain',
  'Slipped',
  'Touch-down',
  'Restart',
  'Sync taps',
  'Lost balance',
  'Talked',
  'Sensor moved',
  'Rest',
];
export const LABEL_MAX = 40;
/** What the hub takes. */
export const FREE_TEXT_MAX = 200;
const KEPT = 4;
const NAME = 'markers';

export interface MarkerNote {
  /** Counts on, so that two presses of one marker are told apart. */
  readonly number: number;
  readonly label: string;
  /** From the start of the session to the press, s; null where that is not known. */
  readonly atS: number | null;
  readonly state: 'sending' | 'recorded' | 'refused';
  /** Why it was refused. */
  readonly problem: string | null;
}

/** Markers of the live session: labels this browser keeps, and what was marked last. */
export class Markers {
  readonly labels = signal<readonly string[]>(keptLabels());
  /** Newest first. */
  readonly recent = signal<readonly MarkerNote[]>([]);
  #count = 0;

  /** A label without text goes back to what it was at first. */
  rename(index: number, label: string): void {
    const words = label.trim().slice(0, LABEL_MAX) || (USUAL_LABELS[index] ?? '');
    this.labels.value = this.labels.peek().map((old, i) => (i === index ? words : old));
    storeText(NAME, JSON.stringify(this.labels.peek()));
  }

  /** Marks this instant; `recent` says at once that it is sent, and then whether it was recorded. */
  async mark(label: string, atS: number | null): Promise<MarkerNote> {
    const number = ++this.#count;
    const note: MarkerNote = { number, label, atS, state: 'sending', problem: null };
    this.recent.value = [note, ...this.recent.peek()].slice(0, KEPT);
    try {
      await sendToHub('live/marker', { label });
      return this.#settle({ ...note, state: 'recorded' });
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      return this.#settle({ ...note, state: 'refused', problem: error.message });
    }
  }

  /** What was marked belongs to its session. */
  forget(): void {
    this.recent.value = [];
  }

  #settle(note: MarkerNote): MarkerNote {
    this.recent.value = this.recent
      .peek()
      .map((each) => (each.number === note.number ? note : each));
    return note;
  }
}

/** What is kept may be of another version, or changed by hand. */
function keptLabels(): readonly string[] {
  let kept: unknown = null;
  try {
    kept = JSON.parse(storedText(NAME) ?? 'null');
  } catch {
    // Not ours.
  }
  const labels: readonly unknown[] = Array.isArray(kept) ? kept : [];
  return USUAL_LABELS.map((usual, i) => {
    const label = labels[i];
    return typeof label === 'string' && label.trim() !== '' ? label.slice(0, LABEL_MAX) : usual;
  });
}
