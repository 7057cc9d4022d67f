import { ProtocolError } from '../../../firmware-protocol/index.ts';
import type {
  ClockExchange,
  SensorConfiguration,
  SensorDescription,
  SensorId,
} from '../../model/sensor.ts';
import type {
  FaultCode,
  LinkLostReason,
  LinkReason,
  LinkState,
  SourceFault,
} from '../../model/sensorLink.ts';
import type { CueDelivery, HapticCue, HubClock } from '../../model/sensorSource.ts';
import { WireError } from '../../protocols/wireError.ts';
import type { IndexRange } from '../../signal/indexRanges.ts';
import { type Advertisement, BleError, LinkClosedError } from './bleTransport.ts';
import type { Visit } from './connectLoop.ts';
import type { DriverSession } from './makes/driverSession.ts';
import { messageOf } from './messageOf.ts';
import { LinkUpkeep } from './upkeep/linkUpkeep.ts';
import type { SampleAccount } from './upkeep/sampleAccount.ts';

const SIGNAL_EVERY_MS = 5000;
const BATTERY_LOW_PERCENT = 10;
/** A link that ends below this was most likely ended by the battery. */
const BATTERY_EMPTY_PERCENT = 3;

export interface SensorVisitOptions {
  readonly session: DriverSession;
  readonly advertisement: Advertisement;
  /** Takes the serial; throws when another link holds it. */
  readonly claim: (sensor: SensorDescription) => void;
  readonly changed: (id: SensorId | null, state: LinkState, reason: LinkReason) => void;
  /** It streams, or measures otherwise from here on. */
  readonly linked: (sensor: SensorDescription) => void;
  readonly packet: (id: SensorId, bytes: Uint8Array) => void;
  readonly clock: HubClock;
  /** The account of which samples have come, of the sensor's present run. */
  readonly account: (sensor: SensorDescription) => SampleAccount;
  readonly clockExchange: (id: SensorId, exchange: ClockExchange) => void;
  readonly samplesGone: (id: SensorId, range: IndexRange) => void;
  readonly battery: (id: SensorId, percent: number) => void;
  readonly signal: (id: SensorId, rssiDbm: number) => void;
  readonly lost: (id: SensorId, reason: LinkLostReason) => void;
  readonly fault: (fault: Omit<SourceFault, 'address'>) => void;
}

/** One link to one sensor as the hub uses it: described, streaming, watched, and told of its end. */
export class SensorVisit {
  readonly advertisement: Advertisement;
  readonly #options: SensorVisitOptions;
  readonly #session: DriverSession;
  #sensor: SensorDescription | undefined;
  #announced = false;
  #upkeep: LinkUpkeep | undefined;
  #batteryPercent = 100;
  #signalTimer: NodeJS.Timeout | undefined;

  constructor(options: SensorVisitOptions) {
    this.advertisement = options.advertisement;
    this.#options = options;
    this.#session = options.session;
  }

  /** Resolves when the link has ended. */
  async run(): Promise<Visit> {
    const ended = this.#session.ended();
    let failed: FaultCode | null = null;
    try {
      await this.#begin();
    } catch (error) {
      failed = this.#failed(error);
      await this.#session.close();
    }
    const reason = await ended;
    clearInterval(this.#signalTimer);
    void this.#upkeep?.stop();
    this.#tellEnd(reason, failed);
    // A sensor that acknowledges and then sends nothing would else be linked without end.
    const mute = reason === 'silent' && !this.#session.streamed;
    return this.#announced && !mute && !failed ? 'served' : 'failed';
  }

  async identify(): Promise<void> {
    await this.#session.identify();
  }

  cue(cue: HapticCue): Promise<CueDelivery> {
    return this.#session.cue(cue);
  }

  async configure(configuration: SensorConfiguration): Promise<void> {
    // A sensor that sends samples again does not let itself be configured.
    await this.#upkeep?.finish();
    try {
      await this.#session.reconfigure(configuration, (sensor) => {
        this.#sensor = sensor;
        this.#options.linked(sensor);
        this.#upkeep = this.#upkeepOf(sensor);
      });
    } finally {
      if (this.#sensor) {
        this.#upkeep = this.#upkeepOf(this.#sensor);
        this.#upkeep.start();
      }
    }
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  async #begin(): Promise<void> {
    const sensor = await this.#session.describe();
    this.#options.claim(sensor);
    // Only now: what a device tells that claims another's serial is not to be laid to that one.
    this.#sensor = sensor;
    await this.#session.openControl();
    this.#upkeep = this.#upkeepOf(sensor);
    await this.#session.stream((bytes) => {
      // The first packet may overtake the acknowledgement of `start`; it must not come unannounced.
      this.#announce(sensor);
      // noble's buffer is a view of one that it may use again.
      this.#options.packet(sensor.id, new Uint8Array(bytes));
      this.#upkeep?.heard(bytes);
    });
    this.#announce(sensor);
    this.#upkeep.start();
    await this.#watchBattery(sensor.id);
    this.#signalTimer = setInterval(() => void this.#readSignal(sensor.id), SIGNAL_EVERY_MS);
  }

  #announce(sensor: SensorDescription): void {
    if (this.#announced) return;
    this.#announced = true;
    this.#options.linked(sensor);
    this.#options.changed(sensor.id, 'streaming', 'started');
  }

  #upkeepOf(sensor: SensorDescription): LinkUpkeep {
    const { clock, account, clockExchange, samplesGone } = this.#options;
    return new LinkUpkeep({
      sensor,
      account: account(sensor),
      clock,
      ask: this.#session.besideStream,
      exchanged: (exchange) => clockExchange(sensor.id, exchange),
      gone: (range) => samplesGone(sensor.id, range),
    });
  }

  /** Samples flow by now: a battery that cannot be watched is told, and no reason to end them. */
  async #watchBattery(id: SensorId): Promise<void> {
    try {
      await this.#session.watchBattery((percent) => this.#batteryIs(id, percent));
    } catch (error) {
      if (error instanceof LinkClosedError) throw error;
      const sentence = `The battery of sensor ${id} cannot be watched: ${messageOf(error)}.`;
      this.#fault(codeOf(error), sentence);
    }
  }

  #batteryIs(id: SensorId, percent: number): void {
    const wasLow = this.#batteryPercent < BATTERY_LOW_PERCENT;
    this.#batteryPercent = percent;
    this.#options.battery(id, percent);
    if (percent >= BATTERY_LOW_PERCENT || wasLow) return;
    this.#fault('batteryLow', `Sensor ${id} has ${percent} % of its battery left; charge it soon.`);
  }

  async #readSignal(id: SensorId): Promise<void> {
    try {
      this.#options.signal(id, await this.#session.signal());
    } catch {
      // A figure for the eye: the link is judged by its samples, not by this.
    }
  }

  /** The loss of a sensor that streamed is told by its end, whatever it interrupted: null then. */
  #failed(error: unknown): FaultCode | null {
    if (error instanceof LinkClosedError && this.#announced) return null;
    const code = codeOf(error);
    const id = this.#sensor?.id ?? null;
    const { name, address } = this.advertisement;
    this.#fault(code, `Sensor ${id ?? (name || address)} cannot be used: ${messageOf(error)}.`);
    return code;
  }

  #tellEnd(reason: LinkLostReason, failed: FaultCode | null): void {
    const id = this.#sensor?.id ?? null;
    if (this.#announced && id !== null) {
      if (!failed) this.#explain(id, reason);
      this.#options.lost(id, reason);
    }
    this.#options.changed(id, 'resting', failed ?? reason);
  }

  /** Says why a sensor that streamed does no longer, where a person can do something about it. */
  #explain(id: SensorId, reason: LinkLostReason): void {
    if (reason === 'closedByHub' || reason === 'adapterLost') return;
    const { unreadable } = this.#session;
    const again = 'it is being linked again';
    if (this.#batteryPercent < BATTERY_EMPTY_PERCENT) {
      const sentence = `Sensor ${id} is gone; its battery was at ${this.#batteryPercent} %.`;
      this.#fault('batteryEmpty', sentence);
    } else if (reason === 'silent' && unreadable) {
      const sentence = `Sensor ${id} sends what cannot be read (${unreadable.message}); ${again}.`;
      this.#fault('unreadable', sentence);
    } else if (reason === 'silent') {
      this.#fault('silent', `Sensor ${id} fell silent; ${again}.`);
    }
  }

  #fault(code: FaultCode, sentence: string): void {
    this.#options.fault({ code, sentence, sensorId: this.#sensor?.id ?? null });
  }
}

function codeOf(error: unknown): FaultCode {
  if (error instanceof BleError) return error.code;
  if (error instanceof WireError) return 'unreadable';
  if (!(error instanceof ProtocolError)) return 'linkFailed';
  return error.code === 'unsupportedVersion' ? 'unsupportedVersion' : 'unreadable';
}
