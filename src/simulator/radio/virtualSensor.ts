import {
  BATTERY_LEVEL,
  CONTROL_UUID,
  decodeStreamPacket,
  SERVICE_UUID,
  STREAM_UUID,
  streamFault,
} from '../../../firmware-protocol/index.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed, type UnitConfiguration } from '../imuFeed.ts';
import { advertisementOf } from './advertisementOf.ts';
import type { Advertisement, Peripheral } from './air.ts';
import type { AirTally } from './airTally.ts';
import { ATT_ERROR } from './att.ts';
import { AttFaults } from './attFaults.ts';
import { AttServer } from './attServer.ts';
import { BatteryReports } from './batteryReports.ts';
import { rangesOf } from './infoOf.ts';
import type { Link, LinkEnd } from './link.ts';
import type { LinkFate } from './linkFate.ts';
import type { RunIndices } from './runIndices.ts';
import type { DeviceClock } from './sensorClock.ts';
import { type FeltCue, SensorFirmware } from './sensorFirmware.ts';
import { sensorServices } from './sensorServices.ts';

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

/** How soon a full link is tried again. */
const RETRY_MS = 4;

/** Time for the answer to `powerOff` to be confirmed. */
const POWER_OFF_MS = 500;

/** Bytes for which Control is declared. */
const LONGEST_REQUEST = 20;

const RSSI_DBM = -58;

/** Runs of one power-on lie closer together than those of two. */
const RUNS_PER_POWER_ON = 2 ** 16;

/** A sensor that speaks our protocol, fed by a simulated inertial unit. */
export class VirtualSensor implements Peripheral {
  readonly address: string;
  readonly rssiDbm = RSSI_DBM;
  readonly feed: ImuFeed;
  /** Requests it answers wrongly or never. */
  readonly faults = new AttFaults();
  readonly #options: VirtualSensorOptions;
  readonly #server: AttServer;
  readonly #battery: BatteryReports;
  /** Which run a message on its way tells of: it may arrive when that is over. */
  readonly #runs = new WeakMap<Uint8Array, number>();
  #firmware: SensorFirmware | undefined;
  #motionUs = 0;
  /** As it was configured last, which outlasts a loss of power. */
  #unit: UnitConfiguration | undefined;
  #powerOns = 0;
  #link: Link | undefined;
  #end: LinkEnd | undefined;
  #pumpTimer: NodeJS.Timeout | undefined;
  #offTimer: NodeJS.Timeout | undefined;
  #inRange = true;
  /** The packet offered next was refused before, and is already known not to overflow. */
  #spared = false;
  /** For tests: what is sent in place of a stream packet. */
  tamper: ((packet: Uint8Array) => readonly Uint8Array[]) | undefined;

  constructor(options: VirtualSensorOptions) {
    this.#options = options;
    this.feed = options.feed;
    this.address = options.address;
    this.#battery = new BatteryReports({
      clock: options.clock,
      percent: options.batteryPercent,
      intervalMs: options.batteryIntervalMs,
      notify: (percent) =>
        this.#server.subscribed(BATTERY_LEVEL) &&
        this.#server.notify(BATTERY_LEVEL, Uint8Array.of(percent)),
    });
    this.#server = new AttServer({
      services: sensorServices({
        sensor: options.feed.sensor,
        info: () => this.#firmware?.info ?? new Uint8Array(),
        batteryPercent: () => this.#battery.percent,
        control: (request) => this.#control(request),
      }),
      maxMtu: options.maxMtu,
      faults: this.faults,
      send: (message) => {
        if (this.#firmware) this.#runs.set(message, this.#firmware.run);
        return this.#link?.send('peripheral', message) ?? false;
      },
    });
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
    clearTimeout(this.#offTimer);
    this.dropLink();
    this.#firmware = undefined;
  }

  /** Loses power for a moment: the link ends without a word, all counts begin anew. */
  reboot(): void {
    this.#link?.loseRange();
    this.#unlinked();
    this.#powerOn(this.#options.clock());
  }

  /** Ends the link as a sensor does that closes it. */
  dropLink(): void {
    this.#link?.close('peripheral');
  }

  /** Takes the sensor out of or back into radio range. */
  setInRange(inRange: boolean): void {
    this.#inRange = inRange;
    if (!inRange) this.#link?.loseRange();
  }

  /** State of charge; told to who asked for it. */
  setBattery(percent: number): void {
    this.#firmware?.setBattery(percent);
    this.#battery.set(percent);
  }

  advertisement(): Advertisement | null {
    if (!this.#firmware || this.#link || !this.#inRange) return null;
    return advertisementOf(this.feed.sensor.name, SERVICE_UUID);
  }

  linkEnd(): LinkEnd {
    // After a reboot the old link still ends at its own time; it is nothing to the new one.
    const ofThis = <A extends unknown[]>(action: (...args: A) => void) => {
      return (...args: A) => {
        if (this.#end === end) action(...args);
      };
    };
    const end: LinkEnd = {
      received: ofThis((message: Uint8Array) => {
        this.#server.receive(message);
        this.#send();
      }),
      delivered: ofThis(() => this.#send()),
      reachedHost: (message) => this.#reachedHost(message),
      closed: ofThis(() => this.#unlinked()),
    };
    this.#end = end;
    return end;
  }

  linked(link: Link): void {
    this.#link = link;
    this.#battery.begin();
    this.#firmware?.connected();
  }

  #powerOn(onUs: number): void {
    const server = this.#server;
    this.#firmware = new SensorFirmware({
      feed: this.#configuredFeed((onUs - this.#motionUs) / 1e6),
      clock: this.#options.deviceClock,
      motionUs: this.#motionUs,
      onUs,
      run: this.#powerOns * RUNS_PER_POWER_ON,
      radio: {
        get mtu() {
          return server.mtu;
        },
        get streamSubscribed() {
          return server.subscribed(STREAM_UUID);
        },
      },
      batteryPercent: this.#battery.percent,
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

  #unlinked(): void {
    this.#link = undefined;
    this.#end = undefined;
    clearTimeout(this.#pumpTimer);
    this.#spared = false;
    this.#battery.end();
    this.#firmware?.quiet();
    this.#server.reset();
    // Nobody is left to confirm that it may switch itself off.
    if (this.#firmware?.off) this.stop();
  }

  #control(request: Uint8Array): number {
    if (request.length < 2 || request.length > LONGEST_REQUEST) return ATT_ERROR.invalidLength;
    if (!this.#server.subscribed(CONTROL_UUID)) return ATT_ERROR.notSubscribed;
    const firmware = this.#firmware;
    if (!firmware) return ATT_ERROR.writeNotPermitted;
    const { clock } = this.#options;
    const answer = firmware.answer(request, clock());
    const response = () => answer(clock());
    const { sensor } = firmware;
    if (sensor !== this.feed.sensor) this.#unit = { rateHz: sensor.rateHz, ...rangesOf(sensor) };
    if (!firmware.off) {
      this.#server.indicate(CONTROL_UUID, response);
      return 0;
    }
    this.#offTimer = setTimeout(() => this.stop(), POWER_OFF_MS);
    this.#server.indicate(CONTROL_UUID, response, () => this.stop());
    return 0;
  }

  /** The battery first: a stream leaves no room behind it. */
  #send(): void {
    this.#battery.offer();
    this.#pump();
  }

  #pump(): void {
    const firmware = this.#firmware;
    if (!firmware || firmware.off || !this.#link) return;
    if (!this.#server.subscribed(STREAM_UUID)) firmware.quiet();
    clearTimeout(this.#pumpTimer);
    const nowUs = this.#options.clock();
    firmware.pump(nowUs, (packet) => this.#offer(packet, firmware.run));
    const dueUs = firmware.dueUs(nowUs);
    if (dueUs === null) return;
    const waitMs = Math.max(RETRY_MS, Math.ceil((dueUs - nowUs) / 1000));
    this.#pumpTimer = setTimeout(() => this.#pump(), waitMs);
  }

  /** Hands a packet to the radio's queue; false when it must be offered again. */
  #offer(packet: Uint8Array, run: number): boolean {
    const { fate } = this.#options;
    if (!this.#spared && fate.overflows()) {
      tallied(fate.tally.withheld, run, packet);
      return true;
    }
    const sent = this.tamper?.(packet) ?? [packet];
    const taken = sent.every((each) => this.#server.notify(STREAM_UUID, each)) || sent.length !== 1;
    this.#spared = !taken;
    return taken;
  }

  #reachedHost(message: Uint8Array): void {
    const packet = this.#server.notified(STREAM_UUID, message);
    const run = this.#runs.get(message);
    if (!packet || run === undefined) return;
    const { tally } = this.#options.fate;
    tally.notifications++;
    if (streamFault(packet) === null) tallied(tally.delivered, run, packet);
  }
}

function tallied(indices: RunIndices, run: number, packet: Uint8Array): void {
  const { firstIndex, counts } = decodeStreamPacket(packet);
  indices.add(run, firstIndex, counts.length / COUNTS_PER_SAMPLE);
}
