import type { SensorConfiguration, SensorDescription } from '../../../../model/sensor.ts';
import {
  batteryPercentIn,
  COMMAND,
  DUAL_MODE_COMMAND,
  DUAL_MODE_SERVICE,
  DUAL_MODE_STREAM,
  describeWitMotion,
  encodeRate,
  encodeRead,
  FrameStream,
  REGISTER,
  type RegisterFrame,
  SERVICE,
  STREAM,
  UNLOCK,
} from '../../../../protocols/witMotion/index.ts';
import type { CharacteristicPath } from '../../bleTransport.ts';
import { Answers } from '../answers.ts';
import type { SessionOptions } from '../driverSession.ts';
import { MakeSession } from '../makeSession.ts';
import { pollBattery } from '../pollBattery.ts';
import { setAtEveryLink } from '../setAtEveryLink.ts';

const DEFAULT_RATE_HZ = 100;
const RANGE_G = 16;
const RANGE_DPS = 2000;

/** Where samples come from and commands go to. */
interface Board {
  readonly stream: CharacteristicPath;
  readonly command: CharacteristicPath;
}

const BLE_BOARD: Board = {
  stream: { service: SERVICE, characteristic: STREAM },
  command: { service: SERVICE, characteristic: COMMAND },
};

/** Older boards, which speak classic Bluetooth too. */
const DUAL_MODE_BOARD: Board = {
  stream: { service: DUAL_MODE_SERVICE, characteristic: DUAL_MODE_STREAM },
  command: { service: DUAL_MODE_SERVICE, characteristic: DUAL_MODE_COMMAND },
};

/** One link to a WT901BLE or its like. It streams from the moment it is listened to, and tells no serial. */
export class WitMotionSession extends MakeSession {
  protected readonly abilities = 'stream and tell its battery';
  /** One frame; a link of fewer bytes cuts the angles off, which the hub does not use. */
  protected readonly streamMtu = 23;
  protected readonly limits = {
    make: 'A WitMotion sensor',
    ratesHz: [50, 100, 200],
    accelerationRangesG: [RANGE_G],
    angularRateRangesDps: [RANGE_DPS],
    magnetometer: false,
  };
  readonly #registers: Answers<RegisterFrame>;
  readonly #frames = new FrameStream();
  #subscribed = false;

  constructor(options: SessionOptions) {
    super(options);
    this.#registers = new Answers(options.link);
  }

  watchBattery(battery: (percent: number) => void): Promise<void> {
    return pollBattery(this.link, () => this.battery(), battery);
  }

  protected get parts(): readonly CharacteristicPath[] {
    return [this.#board.stream, this.#board.command];
  }

  protected async learn(): Promise<SensorDescription> {
    const { address, name } = this;
    const { id } = describeWitMotion({ address, name, rateHz: DEFAULT_RATE_HZ });
    if (!this.#subscribed) {
      await this.link.subscribe(this.#board.stream, (bytes) => this.#notified(bytes));
      this.#subscribed = true;
    }
    // It does not tell what it is set to.
    const { rateHz = DEFAULT_RATE_HZ } = this.wish(id) ?? {};
    await this.#setRate(rateHz);
    return describeWitMotion({ address, name, rateHz });
  }

  protected begin(): Promise<void> {
    return Promise.resolve();
  }

  protected halt(): Promise<void> {
    return Promise.resolve();
  }

  protected set({ rateHz }: SensorConfiguration): Promise<void> {
    return this.#setRate(rateHz);
  }

  protected keep(): Promise<never> {
    return setAtEveryLink(this.limits.make);
  }

  protected ranges() {
    return {
      accelerationRangeG: RANGE_G,
      angularRateRangeDps: RANGE_DPS,
      magnetometer: 'none' as const,
    };
  }

  protected async battery(): Promise<number> {
    const ask = () => this.#write(encodeRead('battery'));
    const isBattery = ({ register }: RegisterFrame) => register === REGISTER.battery;
    return batteryPercentIn(await this.#registers.to('Reading the battery', ask, isBattery));
  }

  get #board(): Board {
    return this.link.has(DUAL_MODE_BOARD.stream) ? DUAL_MODE_BOARD : BLE_BOARD;
  }

  /** Until it is switched off: it is not told to save it. */
  async #setRate(rateHz: number): Promise<void> {
    await this.#write(UNLOCK);
    await this.#write(encodeRate(rateHz));
  }

  #write(command: Uint8Array): Promise<void> {
    return this.link.write(this.#board.command, command);
  }

  #notified(bytes: Uint8Array): void {
    for (const frame of this.#frames.push(bytes)) {
      if (frame.kind === 'register') this.#registers.heard(frame);
    }
    this.received(bytes);
  }
}
