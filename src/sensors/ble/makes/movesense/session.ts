import type { SensorDescription } from '../../../../model/sensor.ts';
import {
  BODY_LAYOUTS,
  type BodyLayout,
  decodeNotification,
  describeMovesense,
  encodeSubscribe,
  encodeUnsubscribe,
  MEASUREMENTS,
  type MeasurementName,
  measurementPath,
  NOTIFICATION,
  type Notification,
  REQUEST,
  SENSOR_DATA_SERVICE,
  STATUS_OK,
  serialInName,
} from '../../../../protocols/movesense/index.ts';
import { readBattery, watchBattery } from '../../batteryService.ts';
import { BleError } from '../../bleTransport.ts';
import { Answers } from '../answers.ts';
import { readFirmware, readSerial } from '../deviceInformation.ts';
import type { SessionOptions } from '../driverSession.ts';
import { MakeSession } from '../makeSession.ts';
import { setAtEveryLink } from '../setAtEveryLink.ts';
import { layoutFor, leastMtu } from './layouts.ts';

const REQUESTS = { service: SENSOR_DATA_SERVICE, characteristic: REQUEST };
const NOTIFICATIONS = { service: SENSOR_DATA_SERVICE, characteristic: NOTIFICATION };

const DEFAULT_RATE_HZ = 104;

type Reply = Extract<Notification, { kind: 'reply' }>;

/** One link to a Movesense. */
export class MovesenseSession extends MakeSession {
  protected readonly abilities = 'stream and tell its battery';
  protected readonly parts = [REQUESTS, NOTIFICATIONS];
  /** Its ranges are its own: it neither tells them nor takes others. */
  protected readonly limits = {
    make: 'A Movesense',
    ratesHz: [52, 104, 208],
    accelerationRangesG: null,
    angularRateRangesDps: null,
    magnetometer: 'choice',
  } as const;
  readonly #replies: Answers<Reply>;
  #rateHz = DEFAULT_RATE_HZ;
  #layout: BodyLayout = 'IMU6';
  #subscribed = false;

  constructor(options: SessionOptions) {
    super(options);
    this.#replies = new Answers(options.link);
  }

  watchBattery(battery: (percent: number) => void): Promise<void> {
    return watchBattery(this.link, battery);
  }

  protected get streamMtu(): number {
    return leastMtu(this.#rateHz);
  }

  protected async learn(): Promise<SensorDescription> {
    const { link, name, address } = this;
    const serial = (await readSerial(link)) ?? serialInName(name) ?? address;
    const firmware = (await readFirmware(link)) ?? '';
    // The layout follows from what it was asked before, which its identity leads to.
    const { id } = describeMovesense({ serial, name, firmware, rateHz: 0, layout: 'IMU6' });
    const { rateHz = DEFAULT_RATE_HZ, magnetometer = false } = this.wish(id) ?? {};
    this.#rateHz = rateHz;
    this.#layout = layoutFor(link.mtu, rateHz, magnetometer);
    return describeMovesense({ serial, name, firmware, rateHz, layout: this.#layout });
  }

  protected async begin(): Promise<void> {
    if (!this.#subscribed) {
      await this.link.subscribe(NOTIFICATIONS, (bytes) => this.#notified(bytes));
      this.#subscribed = true;
    }
    for (const name of this.#measurements) {
      const path = measurementPath(name, this.#rateHz);
      const { reference } = MEASUREMENTS[name];
      const { status } = await this.#ask(path, reference, encodeSubscribe(reference, path));
      if (status === STATUS_OK) continue;
      throw new BleError(`it refuses ${path} with status ${status}`, { code: 'refused' });
    }
  }

  protected async halt(): Promise<void> {
    for (const name of this.#measurements) {
      const { reference } = MEASUREMENTS[name];
      await this.#ask(`The end of ${name}`, reference, encodeUnsubscribe(reference));
    }
  }

  /** `begin` subscribes to what was wished. */
  protected set(): Promise<void> {
    return Promise.resolve();
  }

  protected keep(): Promise<never> {
    return setAtEveryLink(this.limits.make);
  }

  protected ranges() {
    return {
      accelerationRangeG: null,
      angularRateRangeDps: null,
      magnetometer: this.#layout === 'IMU9' ? ('on' as const) : ('off' as const),
    };
  }

  protected battery(): Promise<number | null> {
    return readBattery(this.link);
  }

  get #measurements(): readonly MeasurementName[] {
    return BODY_LAYOUTS[this.#layout];
  }

  #ask(what: string, reference: number, request: Uint8Array): Promise<Reply> {
    const write = () => this.link.write(REQUESTS, request);
    return this.#replies.to(what, write, (reply) => reply.reference === reference);
  }

  #notified(bytes: Uint8Array): void {
    const reply = replyIn(bytes);
    if (reply) this.#replies.heard(reply);
    else this.received(bytes);
  }
}

/** null for anything else, readable or not. */
function replyIn(bytes: Uint8Array): Reply | null {
  try {
    const notification = decodeNotification(bytes);
    return notification.kind === 'reply' ? notification : null;
  } catch {
    return null;
  }
}
