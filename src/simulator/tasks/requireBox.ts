import type { Person } from '../person.ts';

/** @throws RangeError for a box that is more than `share` of the height of who steps on it */
export function requireBox(boxHeightM: number, share: number, { heightM }: Person): void {
  const highestM = share * heightM;
  if (boxHeightM <= highestM) return;
  throw new RangeError(
    `boxHeightM is ${boxHeightM}; allowed for a person of ${heightM.toFixed(2)} m are up to ${highestM.toFixed(2)} m`,
  );
}
