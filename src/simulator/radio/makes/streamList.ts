import type { SampleStream } from './sampleStream.ts';

/** All streams a sensor ever began, numbered from 0: a number is the run of the air's tally. */
export class StreamList {
  readonly #streams: SampleStream[] = [];

  get all(): readonly SampleStream[] {
    return this.#streams;
  }

  add(stream: SampleStream): void {
    this.#streams.push(stream);
  }

  numberOf(stream: SampleStream): number {
    return this.#streams.indexOf(stream);
  }
}
