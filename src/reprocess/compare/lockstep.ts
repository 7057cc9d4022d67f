/** What two streams have at one key; one of the two may be absent. */
export interface Pair<T> {
  readonly a: T | null;
  readonly b: T | null;
}

/** Two streams that rise by `keyOf`, each item beside the one of the same key. Holds one of each. */
export async function* paired<T>(
  a: AsyncGenerator<T, void, void>,
  b: AsyncGenerator<T, void, void>,
  keyOf: (item: T) => number,
): AsyncGenerator<Pair<T>, void, void> {
  let left = await nextOf(a);
  let right = await nextOf(b);
  while (left !== null || right !== null) {
    const order = left === null ? 1 : right === null ? -1 : Math.sign(keyOf(left) - keyOf(right));
    yield { a: order <= 0 ? left : null, b: order >= 0 ? right : null };
    if (order <= 0) left = await nextOf(a);
    if (order >= 0) right = await nextOf(b);
  }
}

async function nextOf<T>(stream: AsyncGenerator<T, void, void>): Promise<T | null> {
  const { done, value } = await stream.next();
  return done ? null : value;
}
