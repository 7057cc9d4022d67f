import { vi } from 'vitest';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../../../src/geometry/angles.ts';
import type { Quat } from '../../../../src/geometry/quaternion.ts';
import { sensorId } from '../../../../src/model/sensor.ts';
import type { ImuFeed, UnitConfiguration } from '../../../../src/simulator/imuFeed.ts';
import { Air } from '../../../../src/simulator/radio/air.ts';
import { type Uuid, uuidBytes } from '../../../../src/simulator/radio/gattTable.ts';
import { Link } from '../../../../src/simulator/radio/link.ts';
import {
  addressInMake,
  type MakeChoice,
  makeOf,
} from '../../../../src/simulator/radio/makes/makeOf.ts';
import { SyncBeacons } from '../../../../src/simulator/radio/makes/movellaDot/synchronisation.ts';
import { SensorTwin } from '../../../../src/simulator/radio/makes/sensorTwin.ts';
import { IDEAL_CONDITIONS } from '../../../../src/simulator/radio/radioConditions.ts';
import type { DeviceClock } from '../../../../src/simulator/radio/sensorClock.ts';

/** True time of a virtual world in which only `vi.advanceTimersByTime` lets time pass. */
export const clock = () => performance.now() * 1000;

const INTERVAL_US = 7500;
/** Two connection events: a request crosses at one, its answer at the next. */
const ROUND_TRIP_MS = 16;

/** A quarter turn about the vertical: sensor x points along the earth's y. */
export const QUARTER_TURN: Quat = [Math.SQRT1_2, 0, 0, Math.SQRT1_2];

/**
 * A feed of which sample n is `n` modulo 1000 in its first count and `axis · 1000` beside it, lying
 * as `QUARTER_TURN` says.
 */
export function countingUnit(unit: UnitConfiguration, clipped = false): ImuFeed {
  return {
    sensor: {
      id: sensorId('A'),
      driver: 'plumbline',
      name: 'A',
      firmware: '1',
      rateHz: unit.rateHz,
      accelerationScaleMps2: (unit.accelerationRangeG * STANDARD_GRAVITY) / 32768,
      angularRateScaleRadps: (unit.angularRateRangeDps * RAD_PER_DEG) / 32768,
    },
    placement: 'right_thigh',
    read: (index, out) => out.set([index % 1000, 1000, 2000, 3000, 4000, clipped ? 32767 : 5000]),
    measuring: (other) => countingUnit(other, clipped),
    attitudeAt: () => QUARTER_TURN,
  };
}

export interface TwinWorldOptions {
  readonly index?: number;
  readonly maxMtu?: number;
  readonly deviceClock?: DeviceClock;
  readonly conditions?: typeof IDEAL_CONDITIONS;
  readonly feed?: ImuFeed;
  readonly beacons?: SyncBeacons;
}

/** A twin that is on, and a client that is linked to it, over fake time. */
export function linkedTwin(choice: MakeChoice, options: TwinWorldOptions = {}) {
  const { index = 0, maxMtu = 247, conditions = IDEAL_CONDITIONS } = options;
  const { beacons = new SyncBeacons(), deviceClock = { offsetUs: 0, skewPpm: 0 } } = options;
  const address = addressInMake(choice, `c0:7f:3b:00:00:0${index + 1}`);
  const fate = new Air({ clock, advertisingIntervalMs: 20, conditions }).fateOf(address);
  const unit = { rateHz: 100, accelerationRangeG: 16, angularRateRangeDps: 2000 };
  const twin = new SensorTwin({
    make: makeOf(choice, { index, address, beacons }),
    feed: options.feed ?? countingUnit(unit),
    clock,
    address,
    fate,
    deviceClock,
    maxMtu,
    batteryPercent: 80,
    batteryIntervalMs: 10_000,
  });
  twin.start(clock());
  const linkAgain = () => {
    const messages: Buffer[] = [];
    let open = true;
    const link = new Link(
      { clock, intervalUs: INTERVAL_US, supervisionTimeoutUs: 2e6, fate },
      {
        received: (message) => messages.push(Buffer.from(message)),
        delivered: () => {},
        closed: () => {
          open = false;
        },
      },
      twin.linkEnd(),
    );
    twin.linked(link);
    return new TwinClient(link, messages, () => open);
  };
  return { twin, client: linkAgain(), linkAgain };
}

const ERROR = 0x01;
const NOTIFICATION = 0x1b;

/** A GATT client of bytes: it finds what it wants by itself, and waits for each answer. */
export class TwinClient {
  readonly link: Link;
  readonly #messages: readonly Buffer[];
  readonly #open: () => boolean;
  readonly #handles = new Map<string, number>();

  constructor(link: Link, messages: readonly Buffer[], open: () => boolean) {
    this.link = link;
    this.#messages = messages;
    this.#open = open;
    this.request('02f700');
  }

  get open(): boolean {
    return this.#open();
  }

  /** The answer to a request, in hex; '' when none came. */
  request(hex: string): string {
    const before = this.#messages.length;
    this.link.send('central', Buffer.from(hex, 'hex'));
    vi.advanceTimersByTime(ROUND_TRIP_MS);
    const answer = this.#messages.slice(before).find((message) => message[0] !== NOTIFICATION);
    return answer?.toString('hex') ?? '';
  }

  read(uuid: Uuid): Buffer {
    const answer = this.request(`0a${this.#handle(uuid)}`);
    if (!answer.startsWith('0b')) throw new Error(`reading ${uuid} was answered by ${answer}`);
    return Buffer.from(answer.slice(2), 'hex');
  }

  /** The ATT error that a write by request is refused with, 0 where it is taken. */
  write(uuid: Uuid, hex: string): number {
    const answer = Buffer.from(this.request(`12${this.#handle(uuid)}${hex}`), 'hex');
    return answer[0] === ERROR ? answer[4]! : 0;
  }

  /** A write without response. */
  command(uuid: Uuid, hex: string): void {
    this.request(`52${this.#handle(uuid)}${hex}`);
  }

  subscribe(uuid: Uuid): void {
    this.request(`12${this.#handle(uuid, 1)}0100`);
  }

  unsubscribe(uuid: Uuid): void {
    this.request(`12${this.#handle(uuid, 1)}0000`);
  }

  /** All that was notified of a characteristic. */
  heard(uuid: Uuid): Buffer[] {
    const head = Buffer.from(`1b${this.#handle(uuid)}`, 'hex');
    return this.#messages
      .filter((message) => message.subarray(0, 3).equals(head))
      .map((message) => message.subarray(3));
  }

  /** @param after 0 for the value, 1 for the configuration behind it */
  #handle(uuid: Uuid, after = 0): string {
    if (this.#handles.size === 0) this.#discover();
    const handle = this.#handles.get(Buffer.from(uuidBytes(uuid)).toString('hex'));
    if (handle === undefined) throw new Error(`the twin has no characteristic ${uuid}`);
    return hex16(handle + after);
  }

  /** Reads all declarations: so many at a time as have equally long UUIDs. */
  #discover(): void {
    for (let next = 1; ; ) {
      const answer = Buffer.from(this.request(`08${hex16(next)}ffff0328`), 'hex');
      if (answer[0] === ERROR) return;
      const length = answer[1]!;
      for (let at = 2; at < answer.length; at += length) {
        const uuid = answer.subarray(at + 5, at + length).toString('hex');
        this.#handles.set(uuid, answer.readUInt16LE(at + 3));
        next = answer.readUInt16LE(at) + 1;
      }
    }
  }
}

function hex16(value: number): string {
  return Buffer.of(value & 0xff, value >> 8).toString('hex');
}
