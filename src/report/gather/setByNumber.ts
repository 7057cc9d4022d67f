/** Tells to which set a numbered thing belongs, where each set counts those of a kind from 1. */
export class SetByNumber {
  #set = 0;
  #last = new Map<string, number>();

  /** 1 for the first set; things have to be given in order. */
  of(number: number, kind = ''): number {
    const last = this.#last.get(kind);
    if (this.#set === 0 || (last !== undefined && number <= last)) {
      this.#set++;
      this.#last = new Map();
    }
    this.#last.set(kind, number);
    return this.#set;
  }
}
