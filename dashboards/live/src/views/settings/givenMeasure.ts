/** A custom measure as it is typed: what is not valid too. */
export interface GivenMeasure {
  readonly name: string;
  readonly formula: string;
  readonly unit?: string;
}
