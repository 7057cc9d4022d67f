import type { SensorConfiguration, SensorDescription } from '../../../../model/sensor.ts';
import {
  BATTERY,
  BATTERY_SERVICE,
  DEVICE_CONTROL,
  DEVICE_INFO,
  DEVICE_SERVICE,
  decodeBattery,
  decodeDeviceControl,
  decodeDeviceInfo,
  describeMovellaDot,
  encodeIdentify,
  encodeOutputRate,
  encodePowerOff,
  encodeStart,
  encodeStop,
  MEASUREMENT_CONTROL,
  MEASUREMENT_SERVICE,
  MEDIUM_PAYLOAD,
  type PayloadMode,
  payloadBytes,
} from '../../../../protocols/movellaDot/index.ts';
import { within } from '../../within.ts';
import { CannotError } from '../cannotError.ts';
import { MakeSession } from '../makeSession.ts';

const INFO = { service: DEVICE_SERVICE, characteristic: DEVICE_INFO };
const DEVICE = { service: DEVICE_SERVICE, characteristic: DEVICE_CONTROL };
const MEASUREMENT = { service: MEASUREMENT_SERVICE, characteristic: MEASUREMENT_CONTROL };
const PAYLOAD = { service: MEASUREMENT_SERVICE, characteristic: MEDIUM_PAYLOAD };
const LEVEL = { service: BATTERY_SERVICE, characteristic: BATTERY };

const WITH_MAGNETOMETER: PayloadMode = 20;
const WITHOUT_MAGNETOMETER: PayloadMode = 21;
const NOTIFICATION_HEADER_BYTES = 3;

const BEST_RATE_HZ = 60;
const RANGE_G = 16;
const RANGE_DPS = 2000;

const POWER_OFF_TIMEOUT_MS = 3000;

/** One link to a Movella DOT. */
export class MovellaDotSession extends MakeSession {
  protected readonly abilities = 'blink, and be switched off';
  protected readonly parts = [INFO, DEVICE, MEASUREMENT, PAYLOAD, LEVEL];
  protected readonly streamMtu = mtuFor(WITHOUT_MAGNETOMETER);
  #subscribed = false;

  async watchBattery(battery: (percent: number) => void): Promise<void> {
    battery(await this.battery());
    await this.link.subscribe(LEVEL, (bytes) => battery(decodeBattery(bytes).percent));
  }

  override async identify(): Promise<null> {
    // Its device control is for the time when it does not measure.
    await this.paused(() => this.link.write(DEVICE, encodeIdentify()));
    return null;
  }

  override async powerOff(): Promise<void> {
    const settings = decodeDeviceControl(await this.link.read(DEVICE));
    await this.stopped();
    await this.link.write(DEVICE, encodePowerOff(settings));
    await within('Switching off', POWER_OFF_TIMEOUT_MS, this.link.closed);
  }

  protected get limits() {
    return {
      make: 'A Movella DOT',
      // Slower ones follow no movement of a knee, and 120 Hz is for recording in the sensor.
      ratesHz: [20, 30, BEST_RATE_HZ],
      accelerationRangesG: [RANGE_G],
      angularRateRangesDps: [RANGE_DPS],
      magnetometer: this.#mode === WITH_MAGNETOMETER,
    };
  }

  protected async learn(): Promise<SensorDescription> {
    const info = decodeDeviceInfo(await this.link.read(INFO));
    const { name } = this;
    return describeMovellaDot({ info, name, rateHz: await this.#usableRate(), mode: this.#mode });
  }

  protected async begin(): Promise<void> {
    if (!this.#subscribed) {
      await this.link.subscribe(PAYLOAD, (bytes) => this.received(bytes));
      this.#subscribed = true;
    }
    await this.link.write(MEASUREMENT, encodeStart(this.#mode));
  }

  protected halt(): Promise<void> {
    return this.link.write(MEASUREMENT, encodeStop(this.#mode));
  }

  protected set({ rateHz }: SensorConfiguration): Promise<void> {
    return this.link.write(DEVICE, encodeOutputRate(rateHz));
  }

  protected keep(configuration: SensorConfiguration): Promise<void> {
    return this.set(configuration);
  }

  protected ranges() {
    return {
      accelerationRangeG: RANGE_G,
      angularRateRangeDps: RANGE_DPS,
      magnetometer: this.#mode === WITH_MAGNETOMETER ? ('on' as const) : ('off' as const),
    };
  }

  protected async battery(): Promise<number> {
    return decodeBattery(await this.link.read(LEVEL)).percent;
  }

  get #mode(): PayloadMode {
    return this.link.mtu >= mtuFor(WITH_MAGNETOMETER) ? WITH_MAGNETOMETER : WITHOUT_MAGNETOMETER;
  }

  /** The rate it is set to, or the best where the hub has no use for that. */
  async #usableRate(): Promise<number> {
    const { ratesHz } = this.limits;
    const set = await this.#outputRate();
    if (ratesHz.includes(set)) return set;
    // One whose last link was lost may measure still, and then takes no rate.
    await this.halt();
    await this.link.write(DEVICE, encodeOutputRate(BEST_RATE_HZ));
    const now = await this.#outputRate();
    if (ratesHz.includes(now)) return now;
    // As after a synchronisation, which forbids another rate.
    throw new CannotError(
      `it measures at ${now} Hz and does not take ${BEST_RATE_HZ} Hz; end its synchronisation with "plumbline sync --stop"`,
    );
  }

  async #outputRate(): Promise<number> {
    return decodeDeviceControl(await this.link.read(DEVICE)).outputRateHz;
  }
}

/** The payload's bytes and what precedes them; the zeros behind it may be cut off. */
function mtuFor(mode: PayloadMode): number {
  return payloadBytes(mode) + NOTIFICATION_HEADER_BYTES;
}
