import {
  BATTERY,
  COMPANY_ID,
  DEVICE_REPORT,
  MESSAGE_NOTIFICATION,
} from '../../../../protocols/movellaDot/uuids.ts';
import { flagsField, manufacturerField, nameField } from '../../advertisingField.ts';
import type { Advertisement } from '../../air.ts';
import { ATT_ERROR } from '../../att.ts';
import type { Service } from '../../gattTable.ts';
import type { Make, MakeProgram, SensorHost, StreamMessage } from '../makeProgram.ts';
import type { SampleStream } from '../sampleStream.ts';
import { DeviceSettings } from './deviceControl.ts';
import { messageOf, readMessage } from './message.ts';
import { addressBytes, movellaDotInfo } from './movellaDotInfo.ts';
import { movellaDotServices } from './movellaDotServices.ts';
import { PAYLOAD_MODES, payloadOf } from './payload.ts';
import { SYNC_RESULT, type SyncBeacons, Synchronisation } from './synchronisation.ts';

export interface MovellaDotOptions {
  /** Hardware address, of which it makes its serial number. */
  readonly address: string;
  /** Shared by all DOTs of one air. */
  readonly beacons: SyncBeacons;
  /** From the start of a synchronisation to its result, ms; default 14 s. */
  readonly syncDurationMs?: number;
}

const NAME = 'Movella DOT';
/** Hexadecimal, of 64 bits. */
const SERIAL_DIGITS = 16;
const RANGES = { accelerationRangeG: 16, angularRateRangeDps: 2000 };
const DEFAULT_SYNC_DURATION_MS = 14_000;
const TWO_32 = 2 ** 32;

/** Written to its control, before an action and a payload mode. */
const MEASUREMENT = 1;
const ACTION = { stop: 0, start: 1 } as const;

const REPORT_LENGTH = 36;
const REPORT_POWER_OFF = 1;

const NOT_CHARGING = 0;

/** Messages about synchronisation and what the sensor answers to them. */
const SYNC = { id: 2, start: 0x01, stop: 0x02, status: 0x08 } as const;
const SYNC_TOLD = { result: 0x03, stopped: 0x50, status: 0x51 } as const;
const STATUS = { synchronised: 0x04, free: 0x09 } as const;
const ADDRESS_LENGTH = 6;

/**
 * A Movella DOT; what it was set to is kept through power-off. It does not record on board, reset its
 * orientation or save power.
 */
export function movellaDot(options: MovellaDotOptions): Make {
  const serial = BigInt(`0x${options.address.replaceAll(':', '')}`);
  const settings = new DeviceSettings();
  return {
    driver: 'movellaDot',
    serial: serial.toString(16).toUpperCase().padStart(SERIAL_DIGITS, '0'),
    program: (host) => new MovellaDotProgram(host, options, settings, serial),
  };
}

class MovellaDotProgram implements MakeProgram {
  readonly battery = { uuid: BATTERY, value: batteryOf };
  readonly #host: SensorHost;
  readonly #options: MovellaDotOptions;
  readonly #settings: DeviceSettings;
  readonly #serial: bigint;
  #mode = 0;
  #stream: SampleStream | null = null;
  #synchronisation: Synchronisation | null = null;
  #identified = 0;

  constructor(
    host: SensorHost,
    options: MovellaDotOptions,
    settings: DeviceSettings,
    serial: bigint,
  ) {
    this.#host = host;
    this.#options = options;
    this.#settings = settings;
    this.#serial = serial;
  }

  get services(): Service[] {
    return movellaDotServices({
      name: NAME,
      info: () => movellaDotInfo(this.#host.address, this.#serial),
      settings: () => this.#settings.bytes,
      control: () => this.#control(),
      battery: () => batteryOf(this.#host.batteryPercent),
      acknowledgement: () => messageOf(SYNC.id, [SYNC_TOLD.result, this.#syncResult()]),
      writeSettings: (value) => this.#writeSettings(value),
      writeControl: (value) => this.#writeControl(value),
      writeMessage: (value) => this.#writeMessage(value),
    });
  }

  get advertisement(): Advertisement {
    return {
      data: Uint8Array.from([
        ...flagsField(),
        ...manufacturerField(COMPANY_ID, Uint8Array.from(addressBytes(this.#host.address))),
      ]),
      scanResponse: Uint8Array.from(nameField(NAME)),
    };
  }

  get identified(): number {
    return this.#identified;
  }

  linkEnded(): void {
    this.#stream = null;
    this.#synchronisation?.leave(this.#host.clock());
  }

  dueUs(): number | null {
    return this.#stream?.dueUs() ?? null;
  }

  pump(nowUs: number, send: (message: StreamMessage) => boolean): void {
    const stream = this.#stream;
    const mode = PAYLOAD_MODES.get(this.#mode);
    if (!stream || !mode) return;
    const { uuid } = mode;
    if (!this.#host.subscribed(uuid)) {
      stream.skipUntil(nowUs);
      return;
    }
    stream.pump(
      nowUs,
      ([reading], range) => {
        const timestampUs = this.#timestampUs(reading!.atUs);
        const value = payloadOf(mode, reading!, timestampUs, 1 / this.#settings.rateHz);
        return send({ uuid, parts: [value], stream, range });
      },
      (range) => this.#host.lost(stream, range),
    );
  }

  #timestampUs(atUs: number): number {
    const base = this.#synchronisation?.baseAt(atUs);
    const readingUs = Math.round(base?.(atUs) ?? this.#host.deviceUs(atUs)) % TWO_32;
    return readingUs < 0 ? readingUs + TWO_32 : readingUs;
  }

  #control(): Uint8Array {
    const action = this.#stream ? ACTION.start : ACTION.stop;
    return Uint8Array.of(MEASUREMENT, action, this.#mode);
  }

  #writeSettings(value: Uint8Array): number {
    const locked = this.#stream !== null || this.#synchronisation !== null;
    const request = this.#settings.write(value, locked);
    if (!request) return ATT_ERROR.invalidLength;
    if (request.identify) this.#identified++;
    if (request.powerOff) {
      const report = new Uint8Array(REPORT_LENGTH);
      report[0] = REPORT_POWER_OFF;
      this.#host.reply(DEVICE_REPORT, report);
      this.#host.powerOff();
    }
    return 0;
  }

  #writeControl(value: Uint8Array): number {
    if (value.length !== 3) return ATT_ERROR.invalidLength;
    const [kind, action, mode] = value;
    if (kind !== MEASUREMENT) return 0;
    if (action === ACTION.stop) this.#stream = null;
    if (action === ACTION.start && !this.#stream && PAYLOAD_MODES.has(mode!)) this.#start(mode!);
    return 0;
  }

  #start(mode: number): void {
    this.#mode = mode;
    const unit = this.#host.unit({ rateHz: this.#settings.rateHz, ...RANGES });
    this.#stream = this.#host.beginStream(`payload mode ${mode}`, unit, 1);
  }

  #writeMessage(value: Uint8Array): number {
    const message = readMessage(value);
    if (message?.id !== SYNC.id) return 0;
    const { data } = message;
    if (data[0] === SYNC.start && data.length === 1 + ADDRESS_LENGTH) {
      this.#synchronise(addressOf(data.subarray(1)));
    }
    if (data[0] === SYNC.stop) {
      this.#synchronisation = null;
      this.#tell(SYNC_TOLD.stopped, 0);
    }
    if (data[0] === SYNC.status) {
      const { synchronised, free } = STATUS;
      this.#tell(SYNC_TOLD.status, this.#syncResult() === SYNC_RESULT.ok ? synchronised : free);
    }
    return 0;
  }

  #tell(what: number, value: number): void {
    this.#host.reply(MESSAGE_NOTIFICATION, messageOf(SYNC.id, [what, value]));
  }

  #synchronise(root: string): void {
    const { beacons, syncDurationMs = DEFAULT_SYNC_DURATION_MS } = this.#options;
    const startedUs = this.#host.clock();
    this.#stream = null;
    if (root === this.#host.address) {
      beacons.announce(root, startedUs, (atUs) => this.#host.deviceUs(atUs));
    }
    const durationUs = syncDurationMs * 1000;
    this.#synchronisation = new Synchronisation({ beacons, root, startedUs, durationUs });
  }

  #syncResult(): number {
    return this.#synchronisation?.resultAt(this.#host.clock()) ?? SYNC_RESULT.unstarted;
  }
}

function batteryOf(percent: number): Uint8Array {
  return Uint8Array.of(percent, NOT_CHARGING);
}

/** Of six bytes, the lowest first. */
function addressOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .reverse()
    .join(':');
}
