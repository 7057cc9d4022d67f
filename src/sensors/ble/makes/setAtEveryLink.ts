import { CannotError } from './cannotError.ts';

/** Why what a sensor shall measure cannot be stored in it: it is set whenever a hub links it. */
export function setAtEveryLink(make: string): Promise<never> {
  const sentence = `${make} keeps nothing that it is told: a hub sets it at every link, and can set it otherwise while it streams`;
  return Promise.reject(new CannotError(sentence));
}
