import { BATTERY_LEVEL, BATTERY_SERVICE } from '../../../../../firmware-protocol/index.ts';
import {
  ADVERTISED_SERVICE,
  NOTIFICATION,
  REQUEST,
  SENSOR_DATA_SERVICE,
} from '../../../../protocols/movesense/uuids.ts';
import { advertisementOf } from '../../advertisementOf.ts';
import type { Advertisement } from '../../air.ts';
import type { Service } from '../../gattTable.ts';
import { informationService } from '../informationService.ts';
import { u16 } from '../littleEndian.ts';
import type { Make, MakeProgram, SensorHost, StreamMessage } from '../makeProgram.ts';
import { namedService } from '../namedService.ts';
import type { UnitReading } from '../runningUnit.ts';
import type { SampleStream } from '../sampleStream.ts';
import { dataMessage } from './dataMessage.ts';
import { type Resource, resourceAt } from './path.ts';

export interface MovesenseOptions {
  /** Twelve digits. */
  readonly serial: string;
}

const FIRMWARE = '2.3.1';

const COMMAND = { hello: 0, subscribe: 1, unsubscribe: 2, get: 3, put: 4, post: 5, delete: 6 };
const TOLD = { reply: 1, data: 2, rest: 3 } as const;
/** Type and reference, ahead of everything that is told. */
const HEAD_LENGTH = 2;
/** As HTTP has them. */
const STATUS = { ok: 200, badRequest: 400, notFound: 404, notAllowed: 405 } as const;

/** What can be read once; of what it would tell nothing was described, so only the status comes. */
const READABLE = ['/Info', '/Time'];

/**
 * One count of its unit, in the captures of real ones: 0.244 mg and 0.07 °/s, which over 16 bits is
 * a little less than ± 8 g and a little more than the ± 2000 °/s of the data sheet.
 */
const COUNTS = 32768;
const RANGES = { accelerationRangeG: 0.000244 * COUNTS, angularRateRangeDps: 0.07 * COUNTS };

/** Four samples at 52 Hz in the captures, and in proportion at other rates. */
const MESSAGES_PER_S = 13;
const TWO_32 = 2 ** 32;

/** A Movesense with the GATT SensorData firmware; it saves nothing through power-off. */
export function movesense({ serial }: MovesenseOptions): Make {
  return {
    driver: 'movesense',
    serial,
    program: (host) => new MovesenseProgram(host, serial),
  };
}

interface Subscription {
  readonly resource: Resource;
  readonly stream: SampleStream;
}

class MovesenseProgram implements MakeProgram {
  readonly battery = { uuid: BATTERY_LEVEL, value: (percent: number) => Uint8Array.of(percent) };
  readonly #host: SensorHost;
  readonly #serial: string;
  readonly #name: string;
  /** By the reference that the client chose. */
  readonly #subscriptions = new Map<number, Subscription>();

  constructor(host: SensorHost, serial: string) {
    this.#host = host;
    this.#serial = serial;
    this.#name = `Movesense ${serial}`;
  }

  get services(): Service[] {
    return [
      namedService(this.#name),
      informationService(this.#serial, FIRMWARE),
      {
        uuid: BATTERY_SERVICE,
        characteristics: [
          {
            uuid: BATTERY_LEVEL,
            properties: ['read', 'notify'],
            read: () => Uint8Array.of(this.#host.batteryPercent),
          },
        ],
      },
      {
        uuid: SENSOR_DATA_SERVICE,
        characteristics: [
          { uuid: REQUEST, properties: ['write'], write: (request) => this.#request(request) },
          { uuid: NOTIFICATION, properties: ['notify'] },
        ],
      },
    ];
  }

  get advertisement(): Advertisement {
    return advertisementOf(this.#name, ADVERTISED_SERVICE);
  }

  linkEnded(): void {
    this.#subscriptions.clear();
  }

  dueUs(): number | null {
    if (this.#subscriptions.size === 0) return null;
    const dueUs = Array.from(this.#subscriptions.values(), ({ stream }) => stream.dueUs());
    return Math.min(...dueUs);
  }

  pump(nowUs: number, send: (message: StreamMessage) => boolean): void {
    const listened = this.#host.subscribed(NOTIFICATION);
    for (const [reference, subscription] of this.#subscriptions) {
      if (listened) this.#pumpOne(reference, subscription, nowUs, send);
      else subscription.stream.skipUntil(nowUs);
    }
  }

  #pumpOne(
    reference: number,
    subscription: Subscription,
    nowUs: number,
    send: (message: StreamMessage) => boolean,
  ): void {
    const { resource, stream } = subscription;
    stream.pump(
      nowUs,
      (readings, range) => {
        const message = dataMessage(resource.blocks, readings, this.#timestampMs(readings[0]!));
        const room = this.#host.room - HEAD_LENGTH;
        const parts = [Uint8Array.from([TOLD.data, reference, ...message.subarray(0, room)])];
        if (message.length > room) {
          parts.push(Uint8Array.from([TOLD.rest, reference, ...message.subarray(room)]));
        }
        return send({ uuid: NOTIFICATION, parts, stream, range });
      },
      (range) => this.#host.lost(stream, range),
    );
  }

  #timestampMs({ atUs }: UnitReading): number {
    return Math.floor(this.#host.deviceUs(atUs) / 1000) % TWO_32;
  }

  #request(request: Uint8Array): number {
    const [command = 0, reference = 0] = request;
    const path = new TextDecoder().decode(request.subarray(2));
    const status =
      request.length < 2 || reference === 0
        ? STATUS.badRequest
        : this.#carryOut(command, reference, path);
    this.#host.reply(NOTIFICATION, Uint8Array.from([TOLD.reply, reference, ...u16(status)]));
    return 0;
  }

  /** The status that answers a request. */
  #carryOut(command: number, reference: number, path: string): number {
    switch (command) {
      case COMMAND.hello:
        return STATUS.ok;
      case COMMAND.subscribe:
        return this.#subscribe(reference, path);
      case COMMAND.unsubscribe:
        return this.#subscriptions.delete(reference) ? STATUS.ok : STATUS.notFound;
      case COMMAND.get:
        return READABLE.includes(path) ? STATUS.ok : STATUS.notFound;
      case COMMAND.put:
      case COMMAND.post:
      case COMMAND.delete:
        return STATUS.notAllowed;
      default:
        return STATUS.badRequest;
    }
  }

  #subscribe(reference: number, path: string): number {
    if (this.#subscriptions.has(reference)) return STATUS.badRequest;
    const resource = resourceAt(path);
    if (!resource) return STATUS.notFound;
    const { rateHz } = resource;
    const unit = this.#host.unit({ rateHz, ...RANGES });
    const stream = this.#host.beginStream(path, unit, Math.round(rateHz / MESSAGES_PER_S));
    this.#subscriptions.set(reference, { resource, stream });
    return STATUS.ok;
  }
}
