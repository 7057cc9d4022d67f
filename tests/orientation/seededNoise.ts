/** Uniform numbers from −0.5 to 0.5, always the same ones (Park & Miller's generator). */
export function seededNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
}
