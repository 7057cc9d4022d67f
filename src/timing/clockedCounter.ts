import type { DecodedBlock, SampleBlock } from '../model/sensor.ts';
import { countedBlock } from './countedBlock.ts';
import { DeviceTime } from './deviceTime.ts';
import type { SampleCounter } from './sampleCounter.ts';
import { SampleSpacing } from './sampleSpacing.ts';

/**
 * Reads the index of samples off their sensor's clock: what passed since the block before, in whole
 * periods of the unit's true rate. The index is exact over holes of some seconds, and near over longer.
 */
export class ClockedCounter implements SampleCounter {
  readonly #deviceTime: DeviceTime;
  readonly #spacing: SampleSpacing;
  /** The newest block's first sample. */
  #index = 0;
  #deviceUs = Number.NaN;

  /**
   * @param rateHz nominal
   * @param wrapUs after which the sensor's clock begins anew, µs
   */
  constructor(rateHz: number, wrapUs: number) {
    this.#deviceTime = new DeviceTime(wrapUs);
    this.#spacing = new SampleSpacing(rateHz);
  }

  /** A block that comes again, or behind a later one, gets the index that it had or would have had. */
  count(block: DecodedBlock, arrivalUs: number): SampleBlock {
    const { deviceTimeUs } = block;
    if (deviceTimeUs === null) throw new Error('a clocked sensor told no device time; it must');
    const deviceUs = this.#deviceTime.place(deviceTimeUs, arrivalUs);
    if (Number.isNaN(this.#deviceUs)) this.#deviceUs = deviceUs;
    const index = this.#index + Math.round((deviceUs - this.#deviceUs) / this.#spacing.us);
    if (index >= this.#index) {
      this.#index = index;
      this.#deviceUs = deviceUs;
      this.#spacing.note(index, deviceUs);
    }
    return countedBlock(block, index, deviceTimeUs);
  }
}
