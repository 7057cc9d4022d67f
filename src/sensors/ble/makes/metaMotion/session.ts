import type { SensorConfiguration, SensorDescription } from '../../../../model/sensor.ts';
import {
  ACCELERATION_RANGES_G,
  ANGULAR_RATE_RANGES_DPS,
  BATTERY_REGISTER,
  batteryIn,
  type Chip,
  COMMAND,
  chipOf,
  configureCommands,
  decodeNotification,
  describeMetaMotion,
  encodeModuleProbe,
  encodeReadBattery,
  MODULE,
  type ModuleInfo,
  moduleInfoIn,
  NOTIFICATION,
  type Notification,
  RATES_HZ,
  READ,
  SERVICE,
  startCommands,
  stopCommands,
} from '../../../../protocols/metaMotion/index.ts';
import { BleError } from '../../bleTransport.ts';
import { Answers } from '../answers.ts';
import { readFirmware, readSerial } from '../deviceInformation.ts';
import type { SessionOptions } from '../driverSession.ts';
import { MakeSession } from '../makeSession.ts';
import { pollBattery } from '../pollBattery.ts';
import { setAtEveryLink } from '../setAtEveryLink.ts';

const COMMANDS = { service: SERVICE, characteristic: COMMAND };
const NOTIFICATIONS = { service: SERVICE, characteristic: NOTIFICATION };

/** Accelerometer and gyroscope are started last. */
const STARTS = 2;

type Measuring = Pick<SensorConfiguration, 'rateHz' | 'accelerationRangeG' | 'angularRateRangeDps'>;

const DEFAULT: Measuring = { rateHz: 100, accelerationRangeG: 16, angularRateRangeDps: 2000 };

/** One link to a MetaMotion, with whichever of the two inertial chips it has. */
export class MetaMotionSession extends MakeSession {
  protected readonly abilities = 'stream and tell its battery';
  protected readonly parts = [COMMANDS, NOTIFICATIONS];
  /** Three samples of one chip are 20 bytes. */
  protected readonly streamMtu = 23;
  protected readonly limits = {
    make: 'A MetaMotion',
    ratesHz: RATES_HZ,
    accelerationRangesG: ACCELERATION_RANGES_G,
    angularRateRangesDps: ANGULAR_RATE_RANGES_DPS,
    magnetometer: false,
  };
  readonly #answers: Answers<Notification>;
  #chip: Chip = 'bmi160';
  #measuring = DEFAULT;
  #subscribed = false;

  constructor(options: SessionOptions) {
    super(options);
    this.#answers = new Answers(options.link);
  }

  watchBattery(battery: (percent: number) => void): Promise<void> {
    return pollBattery(this.link, () => this.battery(), battery);
  }

  protected async learn(): Promise<SensorDescription> {
    const { link, address, name } = this;
    if (!this.#subscribed) {
      await link.subscribe(NOTIFICATIONS, (bytes) => this.#notified(bytes));
      this.#subscribed = true;
    }
    const serial = await readSerial(link);
    const firmware = (await readFirmware(link)) ?? '';
    const { implementation } = await this.#probe('accelerometer');
    if (implementation === null) {
      throw new BleError('the board has no accelerometer', { code: 'notOurs' });
    }
    this.#chip = chipOf(await this.#probe('gyroscope'));
    const who = { serial, address, name, firmware, chip: this.#chip };
    const { id } = describeMetaMotion({ ...who, ...DEFAULT });
    this.#measuring = this.wish(id) ?? DEFAULT;
    return describeMetaMotion({ ...who, ...this.#measuring });
  }

  protected async begin(): Promise<void> {
    const chip = this.#chip;
    await this.#writeAll(configureCommands({ chip, ...this.#measuring }));
    const commands = startCommands({ chip, packed: true });
    await this.#writeAll(commands.slice(0, -STARTS));
    // Nothing but their beginning tells which samples of the two belong together.
    const starts = commands.slice(-STARTS).map((start) => this.link.writeAtOnce(COMMANDS, start));
    await Promise.all(starts);
  }

  protected halt(): Promise<void> {
    return this.#writeAll(stopCommands({ chip: this.#chip, packed: true }));
  }

  /** `begin` configures it as was wished. */
  protected set(): Promise<void> {
    return Promise.resolve();
  }

  protected keep(): Promise<never> {
    return setAtEveryLink(this.limits.make);
  }

  protected ranges() {
    const { accelerationRangeG, angularRateRangeDps } = this.#measuring;
    return { accelerationRangeG, angularRateRangeDps, magnetometer: 'none' as const };
  }

  protected async battery(): Promise<number> {
    const ask = () => this.link.write(COMMANDS, encodeReadBattery());
    const isBattery = ({ module, register }: Notification) =>
      module === MODULE.settings && register === (READ | BATTERY_REGISTER);
    return batteryIn(await this.#answers.to('Reading the battery', ask, isBattery)).percent;
  }

  async #probe(name: keyof typeof MODULE): Promise<ModuleInfo> {
    const ask = () => this.link.write(COMMANDS, encodeModuleProbe(name));
    const isInfo = ({ module, register }: Notification) =>
      module === MODULE[name] && register === READ;
    return moduleInfoIn(await this.#answers.to(`Asking for its ${name}`, ask, isInfo));
  }

  async #writeAll(commands: readonly Uint8Array[]): Promise<void> {
    for (const command of commands) await this.link.write(COMMANDS, command);
  }

  #notified(bytes: Uint8Array): void {
    const answer = answerIn(bytes);
    if (answer) this.#answers.heard(answer);
    else this.received(bytes);
  }
}

/** What was read from a register; null for data that come by themselves, readable or not. */
function answerIn(bytes: Uint8Array): Notification | null {
  try {
    const notification = decodeNotification(bytes);
    return notification.register >= READ ? notification : null;
  } catch {
    return null;
  }
}
