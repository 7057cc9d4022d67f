import type { HubClock } from '../../../model/sensorSource.ts';
import type { ImuFeed, UnitConfiguration } from '../../imuFeed.ts';
import type { AttFaults } from '../attFaults.ts';
import { AttServer } from '../attServer.ts';
import type { Uuid } from '../gattTable.ts';
import type { Link, LinkEnd } from '../link.ts';
import type { LinkFate } from '../linkFate.ts';
import { type DeviceClock, unwrappedClock } from '../sensorClock.ts';
import type { Make, MakeProgram, SensorHost } from './makeProgram.ts';
import { RunningUnit } from './runningUnit.ts';
import { SampleStream, type StreamRange } from './sampleStream.ts';
import type { StreamList } from './streamList.ts';
import { StreamSender } from './streamSender.ts';

export interface PoweredTwinOptions {
  readonly make: Make;
  readonly feed: ImuFeed;
  readonly clock: HubClock;
  readonly address: string;
  readonly fate: LinkFate;
  readonly deviceClock: DeviceClock;
  /** The MTU it offers; one below 23 stands for a stack that cuts what it should carry. */
  readonly maxMtu: number;
  readonly motionUs: number;
  readonly onUs: number;
  readonly faults: AttFaults;
  readonly streams: StreamList;
  readonly batteryPercent: () => number;
  /** For tests: what is sent in place of a notification of samples; undefined for that itself. */
  readonly tamper: () => ((value: Uint8Array) => readonly Uint8Array[]) | undefined;
  /** Its link has room for something to say of the battery. */
  readonly offerBattery: () => void;
  /** A link has begun, or ended. */
  readonly linkChanged: (up: boolean) => void;
  readonly powerOff: () => void;
}

/** How soon a full link is tried again. */
const RETRY_MS = 4;

/** Time for a sensor's last words to go before it is off. */
const POWER_OFF_MS = 200;

const SMALLEST_MTU = 23;
/** Opcode and handle of a notification. */
const NOTIFICATION_HEAD = 3;

/** A bought sensor between power-on and power-off: its program, and its radio. */
export class PoweredTwin implements SensorHost {
  readonly #options: PoweredTwinOptions;
  readonly #program: MakeProgram;
  readonly #server: AttServer;
  readonly #deviceUs: (atUs: number) => number;
  readonly #units = new Map<string, RunningUnit>();
  readonly #replies: { readonly uuid: Uuid; readonly value: Uint8Array }[] = [];
  readonly #sender: StreamSender;
  #link: Link | undefined;
  #end: LinkEnd | undefined;
  #pumpTimer: NodeJS.Timeout | undefined;
  #offTimer: NodeJS.Timeout | undefined;

  constructor(options: PoweredTwinOptions) {
    const { make, deviceClock, onUs, maxMtu, faults } = options;
    this.#options = options;
    this.#deviceUs = unwrappedClock(deviceClock, onUs);
    this.#program = make.program(this);
    this.#sender = new StreamSender({
      ...options,
      notify: (uuid, value) => this.#notify(uuid, value),
    });
    this.#server = new AttServer({
      services: this.#program.services,
      maxMtu: Math.max(SMALLEST_MTU, maxMtu),
      faults,
      send: (message) => this.#send(message),
    });
  }

  get program(): MakeProgram {
    return this.#program;
  }

  get up(): boolean {
    return this.#link !== undefined;
  }

  get clock(): HubClock {
    return this.#options.clock;
  }

  get address(): string {
    return this.#options.address;
  }

  get batteryPercent(): number {
    return this.#options.batteryPercent();
  }

  get room(): number {
    return Math.min(this.#server.mtu, this.#options.maxMtu) - NOTIFICATION_HEAD;
  }

  subscribed(uuid: Uuid): boolean {
    return this.#server.subscribed(uuid);
  }

  reply(uuid: Uuid, value: Uint8Array): void {
    if (this.subscribed(uuid)) this.#replies.push({ uuid, value });
  }

  powerOff(): void {
    this.#offTimer ??= setTimeout(this.#options.powerOff, POWER_OFF_MS);
  }

  deviceUs(atUs: number): number {
    return this.#deviceUs(atUs);
  }

  unit(configuration: UnitConfiguration): RunningUnit {
    const key = JSON.stringify(configuration);
    const known = this.#units.get(key);
    if (known) return known;
    const { feed, motionUs, onUs, deviceClock } = this.#options;
    const rateErrorPpm = deviceClock.rateErrorPpm ?? 0;
    const unit = new RunningUnit({ feed, configuration, motionUs, onUs, rateErrorPpm });
    this.#units.set(key, unit);
    return unit;
  }

  beginStream(what: string, unit: RunningUnit, samplesPerPacket: number): SampleStream {
    const beganUs = this.clock();
    const stream = new SampleStream({ what, unit, samplesPerPacket, beganUs });
    this.#options.streams.add(stream);
    return stream;
  }

  lost(stream: SampleStream, range: StreamRange): void {
    this.#sender.lost(stream, range);
  }

  /** Notifies the battery level; false when that cannot be done now. */
  tellBattery(percent: number): boolean {
    const { battery } = this.#program;
    if (!battery || !this.subscribed(battery.uuid)) return false;
    return this.#server.notify(battery.uuid, battery.value(percent));
  }

  /** The sensor's end of a link that is about to begin. */
  end(): LinkEnd {
    // After a loss of power the old link still ends at its own time; it is nothing to the new one.
    const ofThis = <A extends unknown[]>(action: (...args: A) => void) => {
      return (...args: A) => {
        if (this.#end === end) action(...args);
      };
    };
    const end: LinkEnd = {
      received: ofThis((message: Uint8Array) => {
        this.#server.receive(message);
        this.#pump();
      }),
      delivered: ofThis(() => this.#pump()),
      reachedHost: (message) => this.#sender.reachedHost(message),
      closed: ofThis(() => this.#closed()),
    };
    this.#end = end;
    return end;
  }

  /** The link whose end `end` returned. */
  begin(link: Link): void {
    this.#link = link;
    this.#options.linkChanged(true);
  }

  /** Ends the link as a sensor does that closes it. */
  close(): void {
    this.#link?.close('peripheral');
  }

  loseRange(): void {
    this.#link?.loseRange();
  }

  /** The link and what waits for it are nothing to the sensor any more. */
  forget(): void {
    this.#link = undefined;
    this.#end = undefined;
    clearTimeout(this.#pumpTimer);
    clearTimeout(this.#offTimer);
    this.#replies.length = 0;
    this.#sender.forget();
    this.#program.linkEnded();
    this.#server.reset();
    this.#options.linkChanged(false);
  }

  #closed(): void {
    const off = this.#offTimer !== undefined;
    this.forget();
    if (off) this.#options.powerOff();
  }

  /** Answers first, then the battery: a stream leaves no room behind it. */
  #pump(): void {
    if (!this.#link) return;
    clearTimeout(this.#pumpTimer);
    while (this.#replies[0] && this.#notify(this.#replies[0].uuid, this.#replies[0].value)) {
      this.#replies.shift();
    }
    this.#options.offerBattery();
    const nowUs = this.clock();
    this.#program.pump(nowUs, (message) => this.#sender.offer(message));
    const dueUs = this.#program.dueUs();
    if (dueUs === null) return;
    const waitMs = Math.max(RETRY_MS, Math.ceil((dueUs - nowUs) / 1000));
    this.#pumpTimer = setTimeout(() => this.#pump(), waitMs);
  }

  /** Notifies a value, cut to what the link carries, as the stacks of such sensors do. */
  #notify(uuid: Uuid, value: Uint8Array): boolean {
    return this.#server.notify(uuid, value.subarray(0, this.room));
  }

  #send(message: Uint8Array): boolean {
    this.#sender.takes(message);
    return this.#link?.send('peripheral', message) ?? false;
  }
}
