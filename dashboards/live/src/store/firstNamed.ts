import { ANONYMOUS } from '../../../../src/model/pseudonym.ts';

/** Whom a view opens with: recordings of nobody named may be of several people, so they come last. */
export function firstNamed<T extends { readonly subject: string }>(
  people: readonly T[],
): T | undefined {
  return people.find(({ subject }) => subject !== ANONYMOUS) ?? people[0];
}
