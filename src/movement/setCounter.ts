import type { Rep } from '../model/movement.ts';

/** Tells to which set of a session a rep belongs: each set counts its reps from 1. */
export class SetCounter {
  #set = 0;
  #lastNumber = Number.POSITIVE_INFINITY;

  /** 1 for the first set; reps have to be given in order. */
  of({ number }: Rep): number {
    if (number <= this.#lastNumber) this.#set++;
    this.#lastNumber = number;
    return this.#set;
  }
}
