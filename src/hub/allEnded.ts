/** Waits for all of them. @throws the first of what they failed by, when none is at it any more */
export async function allEnded(endings: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  for (const ending of await Promise.allSettled(endings)) {
    if (ending.status === 'rejected') throw ending.reason;
  }
}
