import type { DecodedBlock, DriverTiming, SampleBlock } from '../model/sensor.ts';
import { ArrivalCounter } from './arrivalCounter.ts';
import { ClockedCounter } from './clockedCounter.ts';

/** Gives samples the index that their sensor does not tell, so that what is missing can be seen. */
export interface SampleCounter {
  /** @param block one stream's blocks in order of arrival */
  count(block: DecodedBlock, arrivalUs: number): SampleBlock;
}

/** A counter for a stream that begins; null where the packets tell the index, or the time. */
export function sampleCounter(timing: DriverTiming, rateHz: number): SampleCounter | null {
  switch (timing.kind) {
    case 'clocked':
      return new ClockedCounter(rateHz, timing.wrapUs);
    case 'arrivals':
      return new ArrivalCounter(rateHz);
    case 'indexed':
    case 'known':
      return null;
  }
}
