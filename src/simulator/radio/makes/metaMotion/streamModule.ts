import type { Vec3 } from '../../../../geometry/vector.ts';
import { int16Of } from '../int16.ts';
import { u16 } from '../littleEndian.ts';
import type { UnitReading } from '../runningUnit.ts';
import type { SampleStream } from '../sampleStream.ts';
import type { ModuleLayout } from './units.ts';

const REGISTER = { start: 0x01, enable: 0x02, configure: 0x03 } as const;

/** Samples in a packed notification. */
const PACKED_SAMPLES = 3;

/** Codes of sampling rates in the low half of the first configuration byte: 25 Hz, then doubled. */
const CODE_OF_25_HZ = 6;
const HIGHEST_CODE = 10;

/** A module that streams three axes: its settings, and what it was asked to do. */
export class StreamModule {
  readonly layout: ModuleLayout;
  /** ± g or °/s. */
  range: number;
  rateHz = 100;
  stream: SampleStream | null = null;
  readonly #number: number;
  readonly #countsOf: (reading: UnitReading, range: number) => Vec3;
  readonly #subscribed = new Set<number>();
  #enabled = false;
  #started = false;

  /**
   * @param number as which it is addressed
   * @param countsOf its three axes in counts of the given range, not rounded yet
   */
  constructor(
    number: number,
    layout: ModuleLayout,
    countsOf: (reading: UnitReading, range: number) => Vec3,
  ) {
    this.#number = number;
    this.layout = layout;
    this.#countsOf = countsOf;
    this.range = Math.max(...layout.ranges.values());
  }

  /** True once it is subscribed to, enabled and started. */
  get runs(): boolean {
    return this.#subscribed.size > 0 && this.#enabled && this.#started;
  }

  /** Packed wherever that is subscribed to. */
  get samplesPerPacket(): number {
    return this.#packed ? PACKED_SAMPLES : 1;
  }

  reset(): void {
    this.#subscribed.clear();
    this.#enabled = false;
    this.#started = false;
    this.stream = null;
  }

  /** Carries out what was written to one of its registers; what it does not know changes nothing. */
  write(register: number, [first = 0, second = 0]: Uint8Array): void {
    const { dataRegister, packedRegister } = this.layout;
    if (register === REGISTER.configure) this.#configure(first, second);
    else if (register === REGISTER.enable) this.#enable(first, second);
    else if (register === REGISTER.start) this.#started = first !== 0;
    else if (register === dataRegister || register === packedRegister) {
      if (first === 0) this.#subscribed.delete(register);
      else this.#subscribed.add(register);
      this.stream = null;
    }
    if (!this.runs) this.stream = null;
  }

  /** What is notified of so many samples as `samplesPerPacket` says. */
  message(readings: readonly UnitReading[]): Uint8Array {
    const { dataRegister, packedRegister } = this.layout;
    const counts = readings.flatMap((reading) => this.#countsOf(reading, this.range));
    const register = this.#packed ? packedRegister : dataRegister;
    return Uint8Array.from([
      this.#number,
      register,
      ...counts.flatMap((count) => u16(int16Of(count))),
    ]);
  }

  get #packed(): boolean {
    return this.#subscribed.has(this.layout.packedRegister);
  }

  #configure(rate: number, range: number): void {
    const code = rate & 0x0f;
    if (code >= CODE_OF_25_HZ && code <= HIGHEST_CODE)
      this.rateHz = 25 * 2 ** (code - CODE_OF_25_HZ);
    this.range = this.layout.ranges.get(range) ?? this.range;
    this.stream = null;
  }

  /** The first byte sets bits of its interrupts, the second clears them. */
  #enable(set: number, clear: number): void {
    if (set & 1) this.#enabled = true;
    if (clear & 1) this.#enabled = false;
  }
}
