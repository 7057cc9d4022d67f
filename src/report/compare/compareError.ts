/** Why two recordings do not belong together. */
export type WhyNotCompared = 'tasks' | 'people' | 'simulated' | 'oneSession' | 'later';

/** Two recordings cannot be compared; `message` says what differs and what is valid. */
export class CompareError extends Error {
  override name = 'CompareError';
  readonly why: WhyNotCompared;

  constructor(why: WhyNotCompared, message: string) {
    super(message);
    this.why = why;
  }
}
