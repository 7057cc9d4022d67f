import { signal } from '@preact/signals';
import { storedText, storeText } from '../../../store/storedText.ts';

const NAME = 'initials';
/** As long as the hub takes. */
export const INITIALS_MAX = 64;

/** Who edits at this screen, for the history; kept in this browser, empty until somebody said so. */
export const initials = signal((storedText(NAME) ?? '').slice(0, INITIALS_MAX));

export function setInitials(text: string): void {
  initials.value = text.trim().slice(0, INITIALS_MAX);
  storeText(NAME, initials.value);
}
