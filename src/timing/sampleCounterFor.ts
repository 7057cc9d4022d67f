import type { DriverTiming } from '../model/sensor.ts';
import { ArrivalCounter } from './arrivalCounter.ts';
import { ClockedCounter } from './clockedCounter.ts';
import type { SampleCounter } from './sampleCounter.ts';

/** A counter for a stream that begins; null where the packets tell the index, or the time. */
export function sampleCounterFor(timing: DriverTiming, rateHz: number): SampleCounter | null {
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
