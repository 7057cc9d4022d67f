import {
  BATTERY_LEVEL,
  CONTROL_UUID,
  decodeStreamPacket,
  STREAM_UUID,
  streamFault,
} from '../../../firmware-protocol/index.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import { COUNTS_PER_SAMPLE } from '../imuFeed.ts';
import { ATT_ERROR } from './att.ts';
import { AttFaults } from './attFaults.ts';
import { AttServer } from './attServer.ts';
import { BatteryReports } from './batteryReports.ts';
import type { Link, LinkEnd } from './link.ts';
import type { LinkFate } from './linkFate.ts';
import type { RunIndices } from './runIndices.ts';
import type { FirmwareRadio, SensorFirmware } from './sensorFirmware.ts';
import { sensorServices } from './sensorServices.ts';

export interface SensorLinkOptions {
  readonly sensor: SensorDescription;
  readonly clock: HubClock;
  /** What the air does to its packets. */
  readonly fate: LinkFate;
  /** The MTU it offers; a small one cannot carry the stream. */
  readonly maxMtu: number;
  readonly batteryPercent: number;
  /** Between two notifications of the battery level, at least. */
  readonly batteryIntervalMs: number;
  /** What runs on the sensor now; undefined while it is off. */
  readonly firmware: () => SensorFirmware | undefined;
  /** The answer to `powerOff` is confirmed, or nobody is left to confirm it. */
  readonly powerOff: () => void;
}

/** How soon a full link is tried again. */
const RETRY_MS = 4;

/** Time for the answer to `powerOff` to be confirmed. */
const POWER_OFF_MS = 500;

/** Bytes for which Control is declared. */
const LONGEST_REQUEST = 20;

/** The radio side of a virtual sensor: its table, and the link to a hub while there is one. */
export class SensorLink implements FirmwareRadio {
  /** Requests it answers wrongly or never. */
  readonly faults = new AttFaults();
  readonly battery: BatteryReports;
  readonly #options: SensorLinkOptions;
  readonly #server: AttServer;
  /** Which run a message on its way tells of: it may arrive when that is over. */
  readonly #runs = new WeakMap<Uint8Array, number>();
  #link: Link | undefined;
  #end: LinkEnd | undefined;
  #pumpTimer: NodeJS.Timeout | undefined;
  #offTimer: NodeJS.Timeout | undefined;
  /** The packet offered next was refused before, and is already known not to overflow. */
  #spared = false;
  /** For tests: what is sent in place of a stream packet. */
  tamper: ((packet: Uint8Array) => readonly Uint8Array[]) | undefined;

  constructor(options: SensorLinkOptions) {
    const { sensor, clock, maxMtu, batteryPercent, batteryIntervalMs, firmware } = options;
    this.#options = options;
    this.battery = new BatteryReports({
      clock,
      percent: batteryPercent,
      intervalMs: batteryIntervalMs,
      notify: (percent) =>
        this.#server.subscribed(BATTERY_LEVEL) &&
        this.#server.notify(BATTERY_LEVEL, Uint8Array.of(percent)),
    });
    this.#server = new AttServer({
      services: sensorServices({
        sensor,
        info: () => firmware()?.info ?? new Uint8Array(),
        batteryPercent: () => this.battery.percent,
        control: (request) => this.#control(request),
      }),
      maxMtu,
      faults: this.faults,
      send: (message) => this.#link?.send('peripheral', this.#ofRun(message)) ?? false,
    });
  }

  get up(): boolean {
    return this.#link !== undefined;
  }

  get mtu(): number {
    return this.#server.mtu;
  }

  get streamSubscribed(): boolean {
    return this.#server.subscribed(STREAM_UUID);
  }

  /** The sensor's end of a link that is about to begin. */
  end(): LinkEnd {
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
      closed: ofThis(() => this.forget()),
    };
    this.#end = end;
    return end;
  }

  /** The link whose end `end` returned. */
  begin(link: Link): void {
    this.#link = link;
    this.battery.begin();
    this.#options.firmware()?.connected();
  }

  /** Ends the link as a sensor does that closes it. */
  close(): void {
    this.#link?.close('peripheral');
  }

  loseRange(): void {
    this.#link?.loseRange();
  }

  /** The link is nothing to the sensor any more, whether it has ended or not. */
  forget(): void {
    this.#link = undefined;
    this.#end = undefined;
    clearTimeout(this.#pumpTimer);
    clearTimeout(this.#offTimer);
    this.#spared = false;
    this.battery.end();
    const firmware = this.#options.firmware();
    firmware?.quiet();
    this.#server.reset();
    if (firmware?.off) this.#options.powerOff();
  }

  #control(request: Uint8Array): number {
    if (request.length < 2 || request.length > LONGEST_REQUEST) return ATT_ERROR.invalidLength;
    if (!this.#server.subscribed(CONTROL_UUID)) return ATT_ERROR.notSubscribed;
    const { clock, firmware: current, powerOff } = this.#options;
    const firmware = current();
    if (!firmware) return ATT_ERROR.writeNotPermitted;
    const answer = firmware.answer(request, clock());
    const response = () => answer(clock());
    if (!firmware.off) {
      this.#server.indicate(CONTROL_UUID, response);
      return 0;
    }
    clearTimeout(this.#offTimer);
    this.#offTimer = setTimeout(powerOff, POWER_OFF_MS);
    this.#server.indicate(CONTROL_UUID, response, powerOff);
    return 0;
  }

  /** The battery first: a stream leaves no room behind it. */
  #send(): void {
    this.battery.offer();
    this.#pump();
  }

  #pump(): void {
    const firmware = this.#options.firmware();
    if (!firmware || firmware.off || !this.#link) return;
    if (!this.streamSubscribed) firmware.quiet();
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

  #ofRun(message: Uint8Array): Uint8Array {
    const firmware = this.#options.firmware();
    if (firmware) this.#runs.set(message, firmware.run);
    return message;
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
