import { SERVICE_UUID } from '../../../firmware-protocol/index.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import type { ImuFeed, UnitConfiguration } from '../imuFeed.ts';
import { advertisementOf } from './advertisementOf.ts';
import type { Advertisement, Peripheral } from './air.ts';
import type { AirTally } from './airTally.ts';
import type { AttFaults } from './attFaults.ts';
import { rangesOf } from './infoOf.ts';
import type { Link, LinkEnd } from './link.ts';
import type { LinkFate } from './linkFate.ts';
import type { DeviceClock } from './sensorClock.ts';
import { type FeltCue, SensorFirmware } from './sensorFirmware.ts';
import { SensorLink } from './sensorLink.ts';

export interface VirtualSensorOptions {
  readonly feed: ImuFeed;
  readonly clock: HubClock;
  readonly address: string;
  /** What the air does to its packets. */
  readonly fate: LinkFate;
  readonly deviceClock: DeviceClock;
  /** The MTU it offers; a small one cannot carry the stream. */
  readonly maxMtu: number;
  readonly batteryPercent: number;
  /** Between two notifications of the battery level, at least. */
  readonly batteryIntervalMs: number;
}

const RSSI_DBM = -58;

/** Runs of one power-on lie closer together than those of two. */
const RUNS_PER_POWER_ON = 2 ** 16;

/** A sensor that speaks our protocol, fed by a simulated inertial unit. */
export class VirtualSensor implements Peripheral {
  readonly address: string;
  readonly rssiDbm = RSSI_DBM;
  readonly feed: ImuFeed;
  readonly #options: VirtualSensorOptions;
  readonly #link: SensorLink;
  #firmware: SensorFirmware | undefined;
  #motionUs = 0;
  /** As it was configured last, which outlasts a loss of power. */
  #unit: UnitConfiguration | undefined;
  #powerOns = 0;
  #inRange = true;

  constructor(options: VirtualSensorOptions) {
    this.#options = options;
    this.feed = options.feed;
    this.address = options.address;
    this.#link = new SensorLink({
      ...options,
      sensor: options.feed.sensor,
      firmware: () => this.#firmware,
      powerOff: () => this.stop(),
    });
  }

  /** Requests it answers wrongly or never. */
  get faults(): AttFaults {
    return this.#link.faults;
  }

  /** For tests: what is sent in place of a stream packet. */
  set tamper(tamper: ((packet: Uint8Array) => readonly Uint8Array[]) | undefined) {
    this.#link.tamper = tamper;
  }

  /** What became of its packets, for comparison with what a hub received. */
  get air(): Readonly<AirTally> {
    return this.#options.fate.tally;
  }

  /** How often it was asked to blink since power-on. */
  get identified(): number {
    return this.#firmware?.identified ?? 0;
  }

  /** The cues that moved its motor since power-on. */
  get cues(): readonly FeltCue[] {
    return this.#firmware?.cues ?? [];
  }

  /** False before `start` and after it was told to switch itself off. */
  get on(): boolean {
    return this.#firmware !== undefined;
  }

  /**
   * Powers the sensor; sample n is taken `n / rateHz` seconds after `startUs` on the clock, but for
   * the rate error of its unit.
   */
  start(startUs: number): void {
    this.#motionUs = startUs;
    this.#powerOn(startUs);
  }

  stop(): void {
    this.dropLink();
    this.#firmware = undefined;
  }

  /** Loses power for a moment: the link ends without a word, all counts begin anew. */
  reboot(): void {
    this.#link.loseRange();
    this.#link.forget();
    this.#powerOn(this.#options.clock());
  }

  /** Ends the link as a sensor does that closes it. */
  dropLink(): void {
    this.#link.close();
  }

  /** Takes the sensor out of or back into radio range. */
  setInRange(inRange: boolean): void {
    this.#inRange = inRange;
    if (!inRange) this.#link.loseRange();
  }

  /** State of charge; told to who asked for it. */
  setBattery(percent: number): void {
    this.#firmware?.setBattery(percent);
    this.#link.battery.set(percent);
  }

  advertisement(): Advertisement | null {
    if (!this.#firmware || this.#link.up || !this.#inRange) return null;
    return advertisementOf(this.feed.sensor.name, SERVICE_UUID);
  }

  linkEnd(): LinkEnd {
    return this.#link.end();
  }

  linked(link: Link): void {
    this.#link.begin(link);
  }

  #powerOn(onUs: number): void {
    this.#firmware = new SensorFirmware({
      feed: this.#configuredFeed((onUs - this.#motionUs) / 1e6),
      clock: this.#options.deviceClock,
      motionUs: this.#motionUs,
      onUs,
      run: this.#powerOns * RUNS_PER_POWER_ON,
      radio: this.#link,
      batteryPercent: this.#link.battery.percent,
      keep: (unit) => {
        this.#unit = unit;
      },
    });
    this.#powerOns++;
  }

  /** The unit as it was configured last, switched on `startS` after the motion began. */
  #configuredFeed(startS: number): ImuFeed {
    const { sensor } = this.feed;
    if (!this.#unit && startS === 0) return this.feed;
    const unit = this.#unit ?? { rateHz: sensor.rateHz, ...rangesOf(sensor) };
    return this.feed.configured?.(unit, startS) ?? this.feed;
  }
}
