import { u16 } from '../littleEndian.ts';

const LENGTH = 32;

/** Which fields of a write are meant. */
const VISIT = {
  identify: 0x01,
  power: 0x02,
  timeouts: 0x04,
  tag: 0x08,
  rate: 0x10,
  filter: 0x20,
} as const;

const POWER_OFF_BIT = 0x01;
const LIVE_RATES_HZ = [1, 4, 10, 12, 15, 20, 30, 60];
const LONGEST_TAG = 16;

/** What a write asks for beside keeping values. */
export interface DeviceRequest {
  readonly identify: boolean;
  readonly powerOff: boolean;
}

/** What a DOT is set to; kept through power-off. */
export class DeviceSettings {
  rateHz = 60;
  #filter = 0;
  #timeouts: readonly number[] = [10, 0, 30, 0];
  #tag: readonly number[] = [];

  /** As the characteristic is read. */
  get bytes(): Uint8Array {
    const bytes = new Uint8Array(LENGTH);
    bytes.set(this.#timeouts, 3);
    bytes.set([this.#tag.length, ...this.#tag], 7);
    bytes.set([...u16(this.rateHz), this.#filter], 24);
    return bytes;
  }

  /**
   * Takes the fields of a write whose visit bit is set; null when the write has another length.
   * @param locked a measurement or a synchronisation has begun: rate and filter stay
   */
  write(bytes: Uint8Array, locked: boolean): DeviceRequest | null {
    if (bytes.length !== LENGTH) return null;
    const visit = bytes[0]!;
    if (visit & VISIT.timeouts) this.#timeouts = [...bytes.subarray(3, 7)];
    if (visit & VISIT.tag) {
      this.#tag = [...bytes.subarray(8, 8 + Math.min(bytes[7]!, LONGEST_TAG))];
    }
    if (visit & VISIT.rate && !locked) this.#setRate(bytes[24]! | (bytes[25]! << 8));
    if (visit & VISIT.filter && !locked) this.#filter = bytes[26]!;
    return {
      identify: Boolean(visit & VISIT.identify) && bytes[1] === 1,
      powerOff: Boolean(visit & VISIT.power) && Boolean(bytes[2]! & POWER_OFF_BIT),
    };
  }

  /** A rate that it cannot stream at changes nothing: this twin records nothing on board. */
  #setRate(rateHz: number): void {
    if (LIVE_RATES_HZ.includes(rateHz)) this.rateHz = rateHz;
  }
}
