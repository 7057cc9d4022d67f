/** Reps of a block, within which the share is kept as nearly as whole reps allow. */
const BLOCK = 12;

/**
 * Whether a rep gets feedback in a faded schedule. The draw is made before anybody moves: it
 * depends on nothing but these. Over whole blocks of twelve reps the share is exact to half a rep.
 * @param index 0 for the first rep of the session
 * @param share of the reps that get feedback, 0 to 1
 */
export function isDrawn(index: number, share: number, seed: number): boolean {
  const block = Math.floor(index / BLOCK);
  const wanted = Math.round((block + 1) * BLOCK * share) - Math.round(block * BLOCK * share);
  const own = scrambled(index, seed);
  let before = 0;
  for (let other = block * BLOCK; other < (block + 1) * BLOCK; other++) {
    const value = scrambled(other, seed);
    if (value < own || (value === own && other < index)) before++;
  }
  return before < wanted;
}

/** The finalizer of MurmurHash3 (Appleby, public domain): neighbours get unlike numbers. */
function scrambled(index: number, seed: number): number {
  let h = (Math.imul(seed, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca77)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
