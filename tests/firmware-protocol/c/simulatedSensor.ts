import { sensorId } from '../../../src/model/sensor.ts';
import type { ImuFeed, UnitConfiguration } from '../../../src/simulator/imuFeed.ts';
import { SensorFirmware } from '../../../src/simulator/radio/sensorFirmware.ts';

const RATES_HZ = [60, 100, 120, 200, 400];
const RANGES_G = [4, 8, 16];
const RANGES_DPS = [500, 1000, 2000];
const AS_SOLD: UnitConfiguration = {
  rateHz: 100,
  accelerationRangeG: 16,
  angularRateRangeDps: 2000,
};
const TWO_32 = 2 ** 32;
/** The example's whole microsecond lasts until here: a sample within it was taken by then. */
const END_OF_MICROSECOND = 0.999;

/** The unit of example/inertial_unit.c: its readings tell the number of the sample. */
function feedOf(unit: UnitConfiguration): ImuFeed {
  return {
    sensor: {
      id: sensorId('PL-EXAMPLE'),
      driver: 'plumbline',
      name: 'PL-EXAMPLE',
      firmware: '1.0.0',
      rateHz: unit.rateHz,
      accelerationScaleMps2: (unit.accelerationRangeG * 9.80665) / 32768,
      angularRateScaleRadps: (unit.angularRateRangeDps * Math.PI) / 180 / 32768,
    },
    placement: 'right_thigh',
    read: (index, out) => {
      for (let axis = 0; axis < 3; axis++) {
        out[axis] = (index + axis) & 0x7fff;
        out[axis + 3] = -((index + axis) & 0x7fff);
      }
    },
    configured: (wanted) =>
      RATES_HZ.includes(wanted.rateHz) &&
      RANGES_G.includes(wanted.accelerationRangeG) &&
      RANGES_DPS.includes(wanted.angularRateRangeDps)
        ? feedOf(wanted)
        : null,
  };
}

/** Time from when this unit is set up to its first sample, µs, as in example/inertial_unit.c. */
function periodUs(rateHz: number): number {
  return 1e6 / rateHz;
}

/** The simulator's firmware in the surroundings of example/main.c, told of the same events. */
export class SimulatedSensor {
  readonly #firmware: SensorFirmware;
  readonly #radio = { mtu: 23, streamSubscribed: false };
  #nowUs = 0;
  #rateHz = AS_SOLD.rateHz;
  /** Of sample 0. */
  #beganUs = periodUs(AS_SOLD.rateHz);
  #room = 0;
  #packets: Uint8Array[] = [];

  /** `clockUs` is the reading of its clock at the start. */
  constructor({ clockUs, batteryPercent }: { clockUs: number; batteryPercent: number }) {
    this.#firmware = new SensorFirmware({
      feed: feedOf(AS_SOLD),
      clock: {
        skewPpm: 0,
        offsetUs: (clockUs + this.#beganUs) % TWO_32,
        // The simulator rounds its reading, the example cuts off the fraction; the page lets both.
        wanderUs: () => -0.4999,
      },
      onUs: this.#beganUs,
      run: 7,
      radio: this.#radio,
      batteryPercent,
      motionUs: this.#beganUs,
      keep: () => {},
    });
  }

  get info(): Uint8Array {
    return this.#firmware.info;
  }

  /** Connects and subscribes to Stream. */
  link(mtu: number): void {
    this.#radio.mtu = mtu;
    this.#firmware.connected();
    this.subscribe(true);
  }

  unlink(): void {
    this.subscribe(false);
  }

  subscribe(subscribed: boolean): void {
    this.#radio.streamSubscribed = subscribed;
    if (!subscribed) this.#firmware.quiet();
    this.#pump(this.#nowUs);
  }

  setBattery(percent: number): void {
    this.#firmware.setBattery(percent);
  }

  /** How many notifications the radio will take. */
  setRoom(room: number): void {
    this.#room = room;
    this.#pump(this.#nowUs);
  }

  /** The response to a request; `configuredRateHz` is the rate it asks for, if it does. */
  write(request: Uint8Array, configuredRateHz: number | null): Uint8Array {
    // A unit has its first sample one period after it is set up, the simulator's firmware at once.
    const startUs = this.#nowUs + (configuredRateHz === null ? 0 : periodUs(configuredRateHz));
    const atUs = configuredRateHz === null ? this.#nowUs + END_OF_MICROSECOND : startUs;
    const response = this.#firmware.answer(request, atUs)(atUs);
    if (configuredRateHz !== null && response[2] === 0) {
      this.#rateHz = configuredRateHz;
      this.#beganUs = startUs;
    }
    this.#pump(this.#nowUs);
    return response;
  }

  /** Lets time pass; every sample taken is looked after at once. */
  run(lengthUs: number): void {
    const endUs = this.#nowUs + lengthUs;
    const period = periodUs(this.#rateHz);
    const sinceFirstUs = this.#nowUs + END_OF_MICROSECOND - this.#beganUs;
    let index = Math.max(0, Math.ceil(sinceFirstUs / period));
    for (; this.#beganUs + index * period < endUs; index++) {
      this.#pump(Math.floor(this.#beganUs + index * period));
    }
    this.#nowUs = endUs;
    this.#pump(endUs);
  }

  takePackets(): Uint8Array[] {
    const packets = this.#packets;
    this.#packets = [];
    return packets;
  }

  #pump(microsecond: number): void {
    const nowUs = microsecond + END_OF_MICROSECOND;
    this.#firmware.pump(nowUs, (packet) => {
      if (this.#room === 0) return false;
      this.#room--;
      this.#packets.push(packet);
      return true;
    });
  }
}
