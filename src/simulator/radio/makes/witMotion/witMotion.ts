import { COMMAND, SERVICE, STREAM } from '../../../../protocols/witMotion/uuids.ts';
import { flagsField, nameField } from '../../advertisingField.ts';
import type { Advertisement } from '../../air.ts';
import type { Service } from '../../gattTable.ts';
import { magneticFieldUt } from '../magneticField.ts';
import type { Make, MakeProgram, SensorHost, StreamMessage } from '../makeProgram.ts';
import { namedService } from '../namedService.ts';
import type { RunningUnit, UnitReading } from '../runningUnit.ts';
import type { SampleStream } from '../sampleStream.ts';
import { FrameQueue } from './frameQueue.ts';
import { dataFrame, FRAME_LENGTH, registerFrame } from './frames.ts';
import { batteryVolts, RATES_HZ, REGISTER, UNLOCK_KEY } from './registers.ts';

export interface WitMotionOptions {
  readonly address: string;
  /**
   * Bytes of each notification, wherever frames end; default as many whole frames as a link can
   * carry, up to four.
   */
  readonly notificationBytes?: number;
}

const NAME = 'WT901BLE68';
const RANGES = { accelerationRangeG: 16, angularRateRangeDps: 2000 };

/** As it is bought: 10 Hz. */
const FACTORY_RATE = 0x06;

/** In the captures: two frames in a notification at 50 Hz, never more than four. */
const NOTIFICATIONS_PER_S = 25;
const MOST_FRAMES = 4;

/** Frames that wait for a slow radio; when there are more, all are thrown away. */
const QUEUED_FRAMES = 64;

const COMMAND_LENGTH = 5;
const COMMAND_HEAD = [0xff, 0xaa] as const;
/** In place of a register number: the one that follows is read. */
const READ = 0x27;

const MAGNETIC_COUNTS_PER_UT = 120;
const QUATERNION_COUNTS = 32768;
const TEMPERATURE_CENTI_C = 2900;

/** What it keeps through power-off. */
interface Flash {
  rate: number;
}

/** A WitMotion WT901BLE; it has no serial number, no clock and no index. */
export function witMotion(options: WitMotionOptions): Make {
  const flash: Flash = { rate: FACTORY_RATE };
  return {
    driver: 'witMotion',
    serial: options.address,
    program: (host) => new WitMotionProgram(host, options, flash),
  };
}

class WitMotionProgram implements MakeProgram {
  readonly #host: SensorHost;
  readonly #options: WitMotionOptions;
  readonly #flash: Flash;
  readonly #queue = new FrameQueue();
  #rate: number;
  #unlocked = false;
  #stream: SampleStream | null = null;

  constructor(host: SensorHost, options: WitMotionOptions, flash: Flash) {
    this.#host = host;
    this.#options = options;
    this.#flash = flash;
    this.#rate = flash.rate;
  }

  get services(): Service[] {
    const write = (command: Uint8Array) => this.#command(command);
    return [
      namedService(NAME),
      {
        uuid: SERVICE,
        characteristics: [
          { uuid: STREAM, properties: ['notify'] },
          { uuid: COMMAND, properties: ['writeWithoutResponse', 'write'], write },
        ],
      },
    ];
  }

  /** Nothing but a name: its service is found only by who connects. */
  get advertisement(): Advertisement {
    return {
      data: Uint8Array.from([...flagsField(), ...nameField(NAME)]),
      scanResponse: new Uint8Array(),
    };
  }

  linkEnded(): void {
    this.#endStream();
    this.#unlocked = false;
  }

  dueUs(): number | null {
    return this.#stream?.dueUs() ?? null;
  }

  /** It streams to whoever is subscribed. */
  pump(nowUs: number, send: (message: StreamMessage) => boolean): void {
    if (!this.#host.subscribed(STREAM)) {
      this.#endStream();
      return;
    }
    this.#stream ??= this.#host.beginStream(`frames at ${this.#rateHz} Hz`, this.#unit(), 1);
    const stream = this.#stream;
    stream.pump(
      nowUs,
      ([reading], { first }) => {
        this.#queue.add(dataFrame(reading!), first);
        return true;
      },
      (range) => this.#host.lost(stream, range),
    );
    this.#sendQueued(stream, send);
  }

  get #rateHz(): number {
    return RATES_HZ.get(this.#rate)!;
  }

  #unit(): RunningUnit {
    return this.#host.unit({ rateHz: this.#rateHz, ...RANGES });
  }

  #sendQueued(stream: SampleStream, send: (message: StreamMessage) => boolean): void {
    const length = this.#notificationLength();
    while (this.#queue.length >= length) {
      const { bytes, range } = this.#queue.peek(length);
      if (!send({ uuid: STREAM, parts: [bytes], stream, range })) break;
      this.#queue.drop(length);
    }
    if (this.#queue.length < QUEUED_FRAMES * FRAME_LENGTH) return;
    const { range } = this.#queue.peek(this.#queue.length);
    if (range) this.#host.lost(stream, range);
    this.#queue.clear();
  }

  #notificationLength(): number {
    const { room } = this.#host;
    const { notificationBytes } = this.#options;
    if (notificationBytes !== undefined) return Math.min(notificationBytes, room);
    const wanted = Math.min(MOST_FRAMES, Math.floor(this.#rateHz / NOTIFICATIONS_PER_S));
    return FRAME_LENGTH * Math.max(1, Math.min(wanted, Math.floor(room / FRAME_LENGTH)));
  }

  #endStream(): void {
    this.#stream = null;
    this.#queue.clear();
  }

  /** What is no command, or not allowed, changes nothing and is answered by nothing. */
  #command(command: Uint8Array): number {
    const [first, second, register = 0, low = 0, high = 0] = command;
    const [head, head2] = COMMAND_HEAD;
    if (command.length !== COMMAND_LENGTH || first !== head || second !== head2) return 0;
    if (register === READ) this.#read(low);
    else this.#write(register, low | (high << 8));
    return 0;
  }

  /** The answer is a frame among those of samples: a reader must find both in one stream of bytes. */
  #read(register: number): void {
    if (!this.#host.subscribed(STREAM)) return;
    const reading = this.#newest();
    this.#queue.add(
      registerFrame(register, (each) => this.#valueOf(each, reading)),
      null,
    );
  }

  #write(register: number, value: number): void {
    if (register === REGISTER.unlock) {
      this.#unlocked = value === UNLOCK_KEY;
      return;
    }
    if (!this.#unlocked) return;
    if (register === REGISTER.save && value === 0) this.#flash.rate = this.#rate;
    if (register === REGISTER.rate && RATES_HZ.has(value) && value !== this.#rate) {
      this.#rate = value;
      this.#endStream();
    }
  }

  #newest(): UnitReading {
    const nowUs = this.#host.clock();
    const unit = this.#unit();
    unit.takeUntil(nowUs);
    return unit.read(Math.max(0, unit.instants.takenUntil(nowUs) - 1));
  }

  #valueOf(register: number, reading: UnitReading): number {
    const { magneticField, quaternion } = REGISTER;
    if (register >= magneticField && register < magneticField + 3) {
      const fieldUt = magneticFieldUt(reading.attitude());
      return fieldUt[register - magneticField]! * MAGNETIC_COUNTS_PER_UT;
    }
    if (register >= quaternion && register < quaternion + 4) {
      return reading.attitude()[register - quaternion]! * QUATERNION_COUNTS;
    }
    switch (register) {
      case REGISTER.rate:
        return this.#rate;
      case REGISTER.temperature:
        return TEMPERATURE_CENTI_C;
      case REGISTER.battery:
        return 100 * batteryVolts(this.#host.batteryPercent);
      default:
        return 0;
    }
  }
}
