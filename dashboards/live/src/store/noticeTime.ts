const SHORTEST_MS = 8000;
/** Twice what reading takes at a desk, for the screen may be three metres away. */
const MS_PER_CHARACTER = 120;

/** How long a sentence is left on screen unless it is dismissed, ms. */
export function noticeMs(sentence: string): number {
  return Math.max(SHORTEST_MS, sentence.length * MS_PER_CHARACTER);
}
