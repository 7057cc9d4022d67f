import type { DecodedBlock, SampleBlock } from '../model/sensor.ts';

/** Gives samples the index that their sensor does not tell, so that what is missing can be seen. */
export interface SampleCounter {
  /** @param block one stream's blocks in order of arrival */
  count(block: DecodedBlock, arrivalUs: number): SampleBlock;
}
