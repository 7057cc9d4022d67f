import type { DriverName } from '../../../model/sensor.ts';
import type { HubClock } from '../../../model/sensorSource.ts';
import type { ImuFeed } from '../../imuFeed.ts';
import type { Advertisement, Peripheral } from '../air.ts';
import type { AirTally } from '../airTally.ts';
import { AttFaults } from '../attFaults.ts';
import { BatteryReports } from '../batteryReports.ts';
import type { Link, LinkEnd } from '../link.ts';
import type { LinkFate } from '../linkFate.ts';
import type { DeviceClock } from '../sensorClock.ts';
import type { Make } from './makeProgram.ts';
import { PoweredTwin } from './poweredTwin.ts';
import type { SampleStream } from './sampleStream.ts';
import { StreamList } from './streamList.ts';

export interface SensorTwinOptions {
  readonly make: Make;
  readonly feed: ImuFeed;
  readonly clock: HubClock;
  readonly address: string;
  /** What the air does to its packets. */
  readonly fate: LinkFate;
  readonly deviceClock: DeviceClock;
  /** The MTU it offers; one below 23 stands for a stack that cuts what it should carry. */
  readonly maxMtu: number;
  readonly batteryPercent: number;
  /** Between two notifications of the battery level, at least. */
  readonly batteryIntervalMs: number;
}

const RSSI_DBM = -62;

/**
 * The virtual twin of a sensor that can be bought, fed by a simulated inertial unit: on the air it
 * is that make, as far as it is described to us; none was compared with a real one.
 */
export class SensorTwin implements Peripheral {
  readonly address: string;
  readonly rssiDbm = RSSI_DBM;
  readonly feed: ImuFeed;
  /** Requests and write commands it answers wrongly, never, or does not carry out. */
  readonly faults = new AttFaults();
  /** For tests: what is sent in place of a notification of samples. */
  tamper: ((value: Uint8Array) => readonly Uint8Array[]) | undefined;
  readonly #options: SensorTwinOptions;
  readonly #battery: BatteryReports;
  readonly #streams = new StreamList();
  #powered: PoweredTwin | undefined;
  #motionUs = 0;
  #inRange = true;

  constructor(options: SensorTwinOptions) {
    const { feed, clock, address, batteryPercent, batteryIntervalMs } = options;
    this.#options = options;
    this.feed = feed;
    this.address = address;
    this.#battery = new BatteryReports({
      clock,
      percent: batteryPercent,
      intervalMs: batteryIntervalMs,
      notify: (percent) => this.#powered?.tellBattery(percent) ?? false,
    });
  }

  get driver(): DriverName {
    return this.#options.make.driver;
  }

  /** The serial number that it tells; its address where it tells none. */
  get serial(): string {
    return this.#options.make.serial;
  }

  /**
   * What became of its notifications, for comparison with what a hub received: the runs of its
   * indices are the numbers of `streams`. One cut short by a small MTU counts as delivered, one in
   * two parts as one, with its second.
   */
  get air(): Readonly<AirTally> {
    return this.#options.fate.tally;
  }

  /** Every stream it began so far, over all its power-ons; they tell when samples were taken. */
  get streams(): readonly SampleStream[] {
    return this.#streams.all;
  }

  /** How often it was asked to show itself since power-on; 0 where its make cannot. */
  get identified(): number {
    return this.#powered?.program.identified ?? 0;
  }

  /** False before `start` and after it was told to switch itself off. */
  get on(): boolean {
    return this.#powered !== undefined;
  }

  /** Powers the sensor: its unit takes sample 0 at `startUs`, where the motion begins. */
  start(startUs: number): void {
    this.#motionUs = startUs;
    this.#powerOn(startUs);
  }

  stop(): void {
    this.dropLink();
    this.#powered?.forget();
    this.#powered = undefined;
  }

  /** Loses power for a moment: the link ends without a word, all but what was saved is forgotten. */
  reboot(): void {
    this.#powered?.loseRange();
    this.#powered?.forget();
    this.#powerOn(this.#options.clock());
  }

  /** Ends the link as a sensor does that closes it. */
  dropLink(): void {
    this.#powered?.close();
  }

  /** Takes the sensor out of or back into radio range. */
  setInRange(inRange: boolean): void {
    this.#inRange = inRange;
    if (!inRange) this.#powered?.loseRange();
  }

  /** State of charge; told to who asked for it, where the make tells it unasked. */
  setBattery(percent: number): void {
    this.#battery.set(percent);
  }

  advertisement(): Advertisement | null {
    if (!this.#powered || this.#powered.up || !this.#inRange) return null;
    return this.#powered.program.advertisement;
  }

  linkEnd(): LinkEnd {
    return this.#poweredOn().end();
  }

  linked(link: Link): void {
    this.#poweredOn().begin(link);
  }

  #poweredOn(): PoweredTwin {
    if (!this.#powered) throw new Error(`the sensor ${this.address} is off; switch it on first`);
    return this.#powered;
  }

  #powerOn(onUs: number): void {
    this.#powered = new PoweredTwin({
      ...this.#options,
      motionUs: this.#motionUs,
      onUs,
      faults: this.faults,
      streams: this.#streams,
      batteryPercent: () => this.#battery.percent,
      tamper: () => this.tamper,
      offerBattery: () => this.#battery.offer(),
      linkChanged: (up) => (up ? this.#battery.begin() : this.#battery.end()),
      powerOff: () => this.stop(),
    });
  }
}
