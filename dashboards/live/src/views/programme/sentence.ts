/** The hub's words as a sentence: a capital, and one full stop. */
export function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return begun.endsWith('.') ? begun : `${begun}.`;
}
