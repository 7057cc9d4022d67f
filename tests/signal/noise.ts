/** Seeded numbers in −1..1, by the generator of Park and Miller. */
export function* noise(seed: number): Generator<number, never, void> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield (2 * state) / 2_147_483_647 - 1;
  }
}
