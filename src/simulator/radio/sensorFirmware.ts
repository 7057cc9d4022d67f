import {
  type Command,
  type CuePattern,
  encodeInfo,
  encodeResponse,
  MIN_STREAM_MTU,
  SENSOR_FAULT,
  samplesPerNotification,
} from '../../../firmware-protocol/index.ts';
import type { SensorConfiguration } from '../../model/sensor.ts';
import type { ImuFeed, UnitConfiguration } from '../imuFeed.ts';
import { answerCommand, type Outcome } from './answerCommand.ts';
import { infoOf } from './infoOf.ts';
import { Sampler, type StreamCounts } from './sampler.ts';
import { type DeviceClock, sensorClock } from './sensorClock.ts';

/** Samples its ring buffer keeps: 30 s at 100 Hz. */
const RING_DEPTH = 3000;

const TEMPERATURE_CENTI_C = 2900;
const BATTERY_LOW_PERCENT = 10;
/** Above the one at which it is low, so that the fault does not come and go with the load. */
const BATTERY_GOOD_PERCENT = 12;
const TWO_32 = 2 ** 32;

/** A cue that moved the motor. */
export interface FeltCue {
  readonly pattern: CuePattern;
  readonly strengthPercent: number;
  /** True time at which the motor began, µs. */
  readonly atUs: number;
}

/** What the firmware may ask of its radio. */
export interface FirmwareRadio {
  readonly mtu: number;
  readonly streamSubscribed: boolean;
}

export interface SensorFirmwareOptions {
  readonly feed: ImuFeed;
  readonly clock: DeviceClock;
  /** True time at which the motion that the feed measures began, µs. */
  readonly motionUs: number;
  /** True time of power-on, at which sample 0 is taken, µs. */
  readonly onUs: number;
  /** Number of the first run; the next `configure` takes the one after it. */
  readonly run: number;
  readonly radio: FirmwareRadio;
  /** At power-on. */
  readonly batteryPercent: number;
  /** Keeps what it was configured to measure through power-off. */
  readonly keep: (unit: UnitConfiguration) => void;
}

/** What a sensor does between power-on and power-off, whatever its radio; PROTOCOL.md in code. */
export class SensorFirmware {
  readonly #options: SensorFirmwareOptions;
  readonly #clock: (atUs: number) => number;
  readonly #cues: FeltCue[] = [];
  /** Goes on through every `configure`, which begins the samples anew. */
  readonly #sent: StreamCounts = { sequence: 0, skipped: 0 };
  #feed: ImuFeed;
  #sampler: Sampler;
  #run: number;
  #streaming = false;
  #identified = 0;
  #off = false;
  #batteryPercent: number;
  #batteryLow = false;

  constructor(options: SensorFirmwareOptions) {
    const { feed, clock, onUs, run } = options;
    this.#options = options;
    this.#clock = sensorClock(clock, onUs);
    this.#feed = feed;
    this.#run = run;
    this.#sampler = this.#samplerOf(feed, onUs);
    this.#batteryPercent = options.batteryPercent;
    this.#batteryLow = options.batteryPercent < BATTERY_LOW_PERCENT;
  }

  get info(): Uint8Array {
    return encodeInfo(infoOf(this.#feed.sensor, RING_DEPTH, this.#run));
  }

  /** Number of the run whose samples it takes. */
  get run(): number {
    return this.#run;
  }

  get cues(): readonly FeltCue[] {
    return this.#cues;
  }

  /** How often it was asked to blink. */
  get identified(): number {
    return this.#identified;
  }

  /** True once it was told to switch itself off. */
  get off(): boolean {
    return this.#off;
  }

  /** A new connection counts its notifications from 0. */
  connected(): void {
    this.#sent.sequence = 0;
  }

  /** State of charge. */
  setBattery(percent: number): void {
    this.#batteryPercent = percent;
    const lowBelow = this.#batteryLow ? BATTERY_GOOD_PERCENT : BATTERY_LOW_PERCENT;
    this.#batteryLow = percent < lowBelow;
  }

  /** The connection or the subscription to Stream has ended. */
  quiet(): void {
    this.#streaming = false;
    this.#sampler.endResend();
  }

  /**
   * Carries out a control request that came in at `nowUs`.
   * @returns the response as it is when it is handed to the radio, true time, µs: one to `sync`
   * tells that time
   */
  answer(request: Uint8Array, nowUs: number): (handedOverUs: number) => Uint8Array {
    const response = answerCommand(request, (command) => this.#carryOut(command, nowUs));
    const { answer } = response;
    if (answer?.kind !== 'sync') return () => encodeResponse(response);
    return (handedOverUs) => {
      const answeredUs = this.#clock(handedOverUs);
      return encodeResponse({ ...response, answer: { ...answer, answeredUs } });
    };
  }

  /** When there will be something to send; null while there will be nothing. */
  dueUs(nowUs: number): number | null {
    if (this.#sampler.resending) return nowUs;
    return this.#streaming ? this.#sampler.dueUs() : null;
  }

  /** Hands what is due to `send` until it answers false: live samples first. */
  pump(nowUs: number, send: (packet: Uint8Array) => boolean): void {
    let room = true;
    const offer = (packet: Uint8Array) => {
      room = send(packet);
      return room;
    };
    if (this.#streaming) this.#sampler.pump(nowUs, offer);
    // Also without room: what is overwritten meanwhile is over.
    this.#sampler.pumpResend(nowUs, (packet) => room && offer(packet));
  }

  #samplerOf(feed: ImuFeed, startUs: number): Sampler {
    return new Sampler({
      feed,
      clock: this.#clock,
      startUs,
      rateErrorPpm: this.#options.clock.rateErrorPpm ?? 0,
      ringDepth: RING_DEPTH,
      sent: this.#sent,
    });
  }

  #carryOut(command: Command, nowUs: number): Outcome {
    switch (command.kind) {
      case 'start':
        return this.#start(nowUs);
      case 'stop':
        this.#streaming = false;
        return 'ok';
      case 'configure':
        return this.#configure(command, nowUs);
      case 'identify':
        this.#identified++;
        return 'ok';
      case 'cue': {
        const { pattern, strengthPercent } = command;
        this.#cues.push({ pattern, strengthPercent, atUs: nowUs });
        return { kind: 'cue', startedUs: this.#clock(nowUs) };
      }
      case 'sync': {
        const readingUs = this.#clock(nowUs);
        return { kind: 'sync', receivedUs: readingUs, answeredUs: readingUs };
      }
      case 'status':
        return this.#status(nowUs);
      case 'resend':
        return this.#resend(command.firstIndex, command.count, nowUs);
      case 'powerOff':
        this.#off = true;
        return 'ok';
    }
  }

  #start(nowUs: number): Outcome {
    if (this.#streaming) return 'ok';
    if (!this.#canSend()) return 'notNow';
    this.#sampler.begin(nowUs, this.#samplesPerPacket());
    this.#streaming = true;
    return 'ok';
  }

  #configure(wanted: SensorConfiguration, nowUs: number): Outcome {
    const atS = (nowUs - this.#options.motionUs) / 1e6;
    const feed = wanted.magnetometer ? null : this.#feed.configured?.(wanted, atS);
    if (!feed) return 'unsupported';
    if (this.#streaming || this.#sampler.resending) return 'notNow';
    this.#feed = feed;
    this.#options.keep(wanted);
    this.#run = (this.#run + 1) % TWO_32;
    this.#sampler = this.#samplerOf(feed, nowUs);
    return 'ok';
  }

  #resend(first: number, count: number, nowUs: number): Outcome {
    if (this.#sampler.resending || !this.#canSend()) return 'notNow';
    const part = this.#sampler.resend(first, count, nowUs, this.#samplesPerPacket());
    if (part === null) return 'gone';
    return { kind: 'resend', firstIndex: part.first, count: part.count };
  }

  #status(nowUs: number): Outcome {
    return {
      kind: 'status',
      streaming: this.#streaming,
      batteryPercent: this.#batteryPercent,
      temperatureCentiC: TEMPERATURE_CENTI_C,
      nextIndex: this.#sampler.taken(nowUs) % TWO_32,
      oldestIndex: this.#sampler.oldest(nowUs) % TWO_32,
      skippedSamples: this.#sent.skipped % TWO_32,
      faults: this.#batteryLow ? SENSOR_FAULT.batteryLow : 0,
    };
  }

  #canSend(): boolean {
    const { mtu, streamSubscribed } = this.#options.radio;
    return streamSubscribed && mtu >= MIN_STREAM_MTU;
  }

  #samplesPerPacket(): number {
    return samplesPerNotification(this.#feed.sensor.rateHz, this.#options.radio.mtu);
  }
}
