import {
  BATTERY_LEVEL,
  BATTERY_SERVICE,
  CONTROL_UUID,
  DEVICE_INFORMATION_SERVICE,
  decodeStreamPacket,
  encodeInfo,
  encodeResponse,
  FIRMWARE_REVISION_STRING,
  INFO_UUID,
  MIN_STREAM_MTU,
  SERIAL_NUMBER_STRING,
  SERVICE_UUID,
  STREAM_UUID,
  samplesPerNotification,
} from '../../../firmware-protocol/index.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed } from '../imuFeed.ts';
import { advertisementOf } from './advertisementOf.ts';
import type { Advertisement, Peripheral } from './air.ts';
import type { AirTally } from './airTally.ts';
import { answerCommand } from './answerCommand.ts';
import { AttServer } from './attServer.ts';
import { ATT_ERROR, type Service } from './gattTable.ts';
import type { IndexRanges } from './indexRanges.ts';
import { infoOf } from './infoOf.ts';
import type { Link, LinkEnd } from './link.ts';
import type { LinkFate } from './linkFate.ts';
import { type DeviceClock, Sampler } from './sampler.ts';

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
}

/** Samples its ring buffer keeps for a link that stalls: 30 s at 100 Hz. */
const RING_DEPTH = 3000;

/** How soon a full link is tried again. */
const RETRY_MS = 4;

const RSSI_DBM = -58;

/** A sensor that speaks our protocol, fed by a simulated inertial unit. */
export class VirtualSensor implements Peripheral {
  readonly address: string;
  readonly rssiDbm = RSSI_DBM;
  readonly feed: ImuFeed;
  readonly #options: VirtualSensorOptions;
  readonly #info: Uint8Array;
  readonly #server: AttServer;
  #sampler: Sampler | undefined;
  #link: Link | undefined;
  #timer: NodeJS.Timeout | undefined;
  #inRange = true;
  #streaming = false;
  #identified = 0;

  constructor(options: VirtualSensorOptions) {
    this.#options = options;
    this.feed = options.feed;
    this.address = options.address;
    this.#info = encodeInfo(infoOf(options.feed.sensor, RING_DEPTH));
    this.#server = new AttServer({
      services: this.#services(),
      maxMtu: options.maxMtu,
      send: (message) => this.#link?.send('peripheral', message) ?? false,
    });
  }

  /** What became of its packets, for comparison with what a hub received. */
  get air(): Readonly<AirTally> {
    return this.#options.fate.tally;
  }

  /** How often it was asked to blink. */
  get identified(): number {
    return this.#identified;
  }

  /** Powers the sensor; sample n is taken `n / rateHz` seconds after `startUs` on the clock. */
  start(startUs: number): void {
    const { feed, deviceClock } = this.#options;
    this.#sampler = new Sampler(feed, deviceClock, startUs, RING_DEPTH);
  }

  stop(): void {
    this.dropLink();
    this.#sampler = undefined;
  }

  /** Ends the link as a sensor that reboots or is switched off does. */
  dropLink(): void {
    this.#link?.close('peripheral');
  }

  /** Takes the sensor out of or back into radio range. */
  setInRange(inRange: boolean): void {
    this.#inRange = inRange;
    if (!inRange) this.#link?.loseRange();
  }

  advertisement(): Advertisement | null {
    if (!this.#sampler || this.#link || !this.#inRange) return null;
    return advertisementOf(this.feed.sensor.name, SERVICE_UUID);
  }

  linkEnd(): LinkEnd {
    return {
      received: (message) => {
        this.#server.receive(message);
        this.#pump();
      },
      delivered: () => this.#pump(),
      reachedHost: (message) => this.#reachedHost(message),
      closed: () => this.#unlinked(),
    };
  }

  linked(link: Link): void {
    this.#link = link;
    this.#sampler?.connected();
  }

  #unlinked(): void {
    this.#link = undefined;
    this.#setStreaming(false);
    this.#server.reset();
  }

  #services(): Service[] {
    const { sensor } = this.feed;
    const text = (uuid: number, value: string) => ({
      uuid,
      properties: ['read'] as const,
      read: () => new TextEncoder().encode(value),
    });
    const control = (value: Uint8Array) => this.#control(value);
    return [
      {
        uuid: SERVICE_UUID,
        characteristics: [
          { uuid: INFO_UUID, properties: ['read'], read: () => this.#info },
          { uuid: STREAM_UUID, properties: ['notify'] },
          { uuid: CONTROL_UUID, properties: ['write', 'indicate'], write: control },
        ],
      },
      {
        uuid: BATTERY_SERVICE,
        characteristics: [
          {
            uuid: BATTERY_LEVEL,
            properties: ['read', 'notify'],
            read: () => Uint8Array.of(this.#options.batteryPercent),
          },
        ],
      },
      {
        uuid: DEVICE_INFORMATION_SERVICE,
        characteristics: [
          text(SERIAL_NUMBER_STRING, sensor.id),
          text(FIRMWARE_REVISION_STRING, sensor.firmware),
        ],
      },
    ];
  }

  #control(value: Uint8Array): number {
    const [opcode, tag] = value;
    if (opcode === undefined || tag === undefined) return ATT_ERROR.invalidLength;
    const status = answerCommand(value, this.feed.sensor, {
      streaming: this.#streaming,
      canStream: this.#server.mtu >= MIN_STREAM_MTU,
      setStreaming: (streaming) => this.#setStreaming(streaming),
      identify: () => {
        this.#identified++;
      },
    });
    // The response to the write goes first: a client expects it before the indication.
    setImmediate(() => {
      if (this.#link)
        this.#server.indicate(CONTROL_UUID, encodeResponse({ opcode, tag, status, answer: null }));
    });
    return 0;
  }

  #setStreaming(streaming: boolean): void {
    const { feed, clock } = this.#options;
    if (streaming && !this.#streaming) {
      const samples = samplesPerNotification(feed.sensor.rateHz, this.#server.mtu);
      this.#sampler?.begin(clock(), samples);
    }
    this.#streaming = streaming;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pump();
  }

  #pump(): void {
    if (!this.#streaming || !this.#sampler || !this.#server.subscribed(STREAM_UUID)) return;
    const nowUs = this.#options.clock();
    this.#sampler.pump(nowUs, (packet) => this.#offer(packet));
    const waitMs = Math.max(RETRY_MS, Math.ceil((this.#sampler.dueUs() - nowUs) / 1000));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), waitMs);
  }

  /** Hands a packet to the radio's queue; false when it must be offered again. */
  #offer(packet: Uint8Array): boolean {
    const { fate } = this.#options;
    if (!fate.overflows()) return this.#server.notify(STREAM_UUID, packet);
    tallied(fate.tally.withheld, packet);
    return true;
  }

  #reachedHost(message: Uint8Array): void {
    const packet = this.#server.notified(STREAM_UUID, message);
    if (!packet) return;
    const { tally } = this.#options.fate;
    tally.notifications++;
    tallied(tally.delivered, packet);
  }
}

function tallied(ranges: IndexRanges, packet: Uint8Array): void {
  const { firstIndex, counts } = decodeStreamPacket(packet);
  ranges.add(firstIndex, counts.length / COUNTS_PER_SAMPLE);
}
