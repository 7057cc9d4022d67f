import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../../../geometry/angles.ts';
import { scale } from '../../../../geometry/vector.ts';
import { COMMAND, NOTIFICATION, SERVICE } from '../../../../protocols/metaMotion/uuids.ts';
import { advertisementOf } from '../../advertisementOf.ts';
import type { Advertisement } from '../../air.ts';
import type { Service } from '../../gattTable.ts';
import { informationService } from '../informationService.ts';
import { u16 } from '../littleEndian.ts';
import type { Make, MakeProgram, SensorHost, StreamMessage } from '../makeProgram.ts';
import { namedService } from '../namedService.ts';
import type { UnitReading } from '../runningUnit.ts';
import type { SampleStream, StreamRange } from '../sampleStream.ts';
import { StreamModule } from './streamModule.ts';
import { type MetaMotionUnit, UNIT_LAYOUTS } from './units.ts';

export interface MetaMotionOptions {
  readonly serial: string;
  /** Default 'bmi160'. */
  readonly unit?: MetaMotionUnit;
}

const NAME = 'MetaWear';
const FIRMWARE = '1.7.3';

const MODULE = { accelerometer: 0x03, settings: 0x11, gyro: 0x13 } as const;

/** Set in the register of what is read. */
const READ_BIT = 0x80;
const PROBE = 0x00;
const BATTERY = 0x0c;
const SETTINGS_VERSION = [0, 9] as const;

const EMPTY_MV = 3100;
const MV_PER_PERCENT = 10.6;

const COUNTS_PER_RANGE_G = 32768;
/** Of the gyro, at any range: 16.4 counts per °/s at ± 2000 °/s. */
const COUNTS_PER_RANGE_DPS = 16.4 * 2000;

/** Its unit counts to this, a little less than the range it is named after. */
const FULL_GYRO_SHARE = 32768 / COUNTS_PER_RANGE_DPS;

/** An mbientlab MetaMotion; it has no clock and no index, and saves nothing through power-off. */
export function metaMotion(options: MetaMotionOptions): Make {
  return {
    driver: 'metaMotion',
    serial: options.serial,
    program: (host) => new MetaMotionProgram(host, options),
  };
}

class MetaMotionProgram implements MakeProgram {
  readonly #host: SensorHost;
  readonly #serial: string;
  readonly #accelerometer: StreamModule;
  readonly #gyro: StreamModule;

  constructor(host: SensorHost, { serial, unit = 'bmi160' }: MetaMotionOptions) {
    const { accelerometer, gyro } = UNIT_LAYOUTS[unit];
    this.#host = host;
    this.#serial = serial;
    this.#accelerometer = new StreamModule(MODULE.accelerometer, accelerometer, accelerationCounts);
    this.#gyro = new StreamModule(MODULE.gyro, gyro, angularRateCounts);
  }

  get services(): Service[] {
    const write = (command: Uint8Array) => this.#command(command);
    return [
      namedService(NAME),
      informationService(this.#serial, FIRMWARE),
      {
        uuid: SERVICE,
        characteristics: [
          { uuid: COMMAND, properties: ['writeWithoutResponse', 'write'], write },
          { uuid: NOTIFICATION, properties: ['notify'] },
        ],
      },
    ];
  }

  get advertisement(): Advertisement {
    return advertisementOf(NAME, SERVICE);
  }

  linkEnded(): void {
    for (const module of this.#modules) module.reset();
  }

  dueUs(): number | null {
    const dueUs = this.#modules.flatMap(({ stream }) => (stream ? [stream.dueUs()] : []));
    return dueUs.length > 0 ? Math.min(...dueUs) : null;
  }

  pump(nowUs: number, send: (message: StreamMessage) => boolean): void {
    const streams = this.#modules.flatMap((module) => this.#listenedTo(module, nowUs));
    for (const { stream } of streams) {
      stream.giveUpLate(nowUs, (range) => this.#host.lost(stream, range));
    }
    let hasRoom = streams.length > 0;
    // By turns, as the interrupts of the two come, also when several wait for the radio.
    while (hasRoom) {
      const dueUs = Math.min(...streams.map(({ stream }) => stream.dueUs()));
      if (dueUs > nowUs) return;
      for (const { stream, module } of streams) {
        const message = (readings: readonly UnitReading[], range: StreamRange): StreamMessage => ({
          uuid: NOTIFICATION,
          parts: [module.message(readings)],
          stream,
          range,
        });
        const offer = (readings: readonly UnitReading[], range: StreamRange) => {
          hasRoom &&= send(message(readings, range));
          return hasRoom;
        };
        stream.pump(dueUs, offer, (range) => this.#host.lost(stream, range));
      }
    }
  }

  get #modules(): readonly StreamModule[] {
    return [this.#accelerometer, this.#gyro];
  }

  /** A module that runs, with its stream; what nobody listens to is passed over. */
  #listenedTo(
    module: StreamModule,
    nowUs: number,
  ): { readonly module: StreamModule; readonly stream: SampleStream }[] {
    if (!module.runs) return [];
    const what = module === this.#gyro ? 'gyro' : 'accelerometer';
    module.stream ??= this.#host.beginStream(what, this.#unitOf(module), module.samplesPerPacket);
    const { stream } = module;
    if (this.#host.subscribed(NOTIFICATION)) return [{ module, stream }];
    stream.skipUntil(nowUs);
    return [];
  }

  #unitOf({ rateHz }: StreamModule) {
    return this.#host.unit({
      rateHz,
      accelerationRangeG: this.#accelerometer.range,
      angularRateRangeDps: this.#gyro.range * FULL_GYRO_SHARE,
    });
  }

  #command(command: Uint8Array): number {
    const [number = 0, register = 0] = command;
    if (register & READ_BIT) this.#read(number, register & ~READ_BIT);
    else this.#module(number)?.write(register, command.subarray(2));
    return 0;
  }

  #module(number: number): StreamModule | undefined {
    if (number === MODULE.accelerometer) return this.#accelerometer;
    return number === MODULE.gyro ? this.#gyro : undefined;
  }

  /** Every module answers a probe, one that is not there by its number alone. */
  #read(number: number, register: number): void {
    const tell = (...data: readonly number[]) =>
      this.#host.reply(NOTIFICATION, Uint8Array.from([number, register | READ_BIT, ...data]));
    if (register === PROBE) tell(...this.#versionOf(number));
    else if (number === MODULE.settings && register === BATTERY) {
      const percent = this.#host.batteryPercent;
      tell(percent, ...u16(Math.round(EMPTY_MV + MV_PER_PERCENT * percent)));
    }
  }

  #versionOf(number: number): readonly number[] {
    const module = this.#module(number);
    if (module) return [module.layout.implementation, module.layout.revision];
    return number === MODULE.settings ? SETTINGS_VERSION : [];
  }
}

function accelerationCounts({ specificForce }: UnitReading, rangeG: number) {
  return scale(specificForce, COUNTS_PER_RANGE_G / (rangeG * STANDARD_GRAVITY));
}

function angularRateCounts({ angularRate }: UnitReading, rangeDps: number) {
  return scale(angularRate, (COUNTS_PER_RANGE_DPS * DEG_PER_RAD) / rangeDps);
}
