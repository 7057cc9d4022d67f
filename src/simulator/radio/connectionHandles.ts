/** The largest there may be (Core 5.4, Vol 4 Part E, 5.3.1). */
const LAST_HANDLE = 0x0eff;
const FIRST_HANDLE = 0x40;

/** Numbers connections, ascending and then from the first again, so that a number rests between two. */
export class ConnectionHandles {
  #next = FIRST_HANDLE;

  /** A number that none of the connections with `taken` numbers has; fewer than all are taken. */
  next(taken: { has(handle: number): boolean }): number {
    let handle = this.#next;
    while (taken.has(handle)) handle = following(handle);
    this.#next = following(handle);
    return handle;
  }
}

function following(handle: number): number {
  return handle === LAST_HANDLE ? FIRST_HANDLE : handle + 1;
}
