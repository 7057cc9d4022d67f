import {
  BATTERY_LEVEL,
  BATTERY_SERVICE,
  CONTROL_UUID,
  decodeRequest,
  encodeInfo,
  encodeResponse,
  encodeStreamPacket,
  INFO_UUID,
  NO_MAGNETIC_COUNTS,
  SERVICE_UUID,
  STREAM_UUID,
} from '../../../firmware-protocol/index.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import { infoOf } from '../../../src/simulator/radio/infoOf.ts';
import type { Bleno } from './loadBlenoOver.ts';

const SAMPLES = 2;

/**
 * A sensor of our protocol whose Bluetooth is bleno's: it answers `start` and `stop`, and sends
 * two samples of `feed` at a time from index 0 on.
 */
export class BlenoSensor {
  readonly #bleno: Bleno;
  readonly #feed: ImuFeed;
  #notify: ((data: Buffer) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;

  constructor(bleno: Bleno, feed: ImuFeed) {
    this.#bleno = bleno;
    this.#feed = feed;
  }

  /** Samples given to bleno. */
  get sent(): number {
    return this.#sent;
  }

  start(): void {
    const { PrimaryService } = this.#bleno;
    this.#bleno.setServices([
      new PrimaryService({ uuid: plain(SERVICE_UUID), characteristics: this.#characteristics() }),
      new PrimaryService({ uuid: plain(BATTERY_SERVICE), characteristics: [this.#battery()] }),
    ]);
    this.#bleno.startAdvertising(this.#feed.sensor.name, [plain(SERVICE_UUID)]);
  }

  stop(): void {
    this.#setStreaming(false);
    this.#bleno.stopAdvertising();
    this.#bleno.disconnect();
  }

  /** Ends the link as a sensor that reboots does; bleno advertises again by itself. */
  dropLink(): void {
    this.#bleno.disconnect();
  }

  #characteristics() {
    const { Characteristic } = this.#bleno;
    // It knows no command besides start and stop.
    const told = { ...infoOf(this.#feed.sensor, 0, 1), capabilities: 0 };
    const info = Buffer.from(encodeInfo(told));
    let indicate: ((data: Buffer) => void) | undefined;
    return [
      new Characteristic({
        uuid: plain(INFO_UUID),
        properties: ['read'],
        onReadRequest: (offset, callback) =>
          callback(Characteristic.RESULT_SUCCESS, info.subarray(offset)),
      }),
      new Characteristic({
        uuid: plain(STREAM_UUID),
        properties: ['notify'],
        onSubscribe: (_, update) => {
          this.#notify = update;
        },
        onUnsubscribe: () => this.#setStreaming(false),
      }),
      new Characteristic({
        uuid: plain(CONTROL_UUID),
        properties: ['write', 'indicate'],
        onSubscribe: (_, update) => {
          indicate = update;
        },
        onWriteRequest: (data, _offset, _withoutResponse, callback) => {
          const { tag, command } = decodeRequest(data);
          callback(Characteristic.RESULT_SUCCESS);
          this.#setStreaming(command.kind === 'start');
          indicate?.(
            Buffer.from(encodeResponse({ opcode: data[0]!, tag, status: 'ok', answer: null })),
          );
        },
      }),
    ];
  }

  #battery() {
    const { Characteristic } = this.#bleno;
    return new Characteristic({
      uuid: plain(BATTERY_LEVEL),
      properties: ['read', 'notify'],
      value: null,
      onReadRequest: (_, callback) => callback(Characteristic.RESULT_SUCCESS, Buffer.of(77)),
    });
  }

  #setStreaming(streaming: boolean): void {
    clearInterval(this.#timer);
    const { rateHz } = this.#feed.sensor;
    this.#timer = streaming
      ? setInterval(() => this.#send(), (1000 * SAMPLES) / rateHz)
      : undefined;
  }

  #send(): void {
    const counts = new Int16Array(6 * SAMPLES);
    for (let i = 0; i < SAMPLES; i++) {
      this.#feed.read(this.#sent + i, counts.subarray(6 * i, 6 * (i + 1)));
    }
    const packet = encodeStreamPacket({
      flags: 0,
      sequence: (this.#sent / SAMPLES) % 2 ** 16,
      firstIndex: this.#sent,
      deviceTimeUs: Math.round((this.#sent * 1e6) / this.#feed.sensor.rateHz),
      counts,
      magneticCounts: NO_MAGNETIC_COUNTS,
    });
    this.#sent += SAMPLES;
    this.#notify?.(Buffer.from(packet));
  }
}

/** bleno's spelling. */
function plain(uuid: string | number): string {
  return typeof uuid === 'number' ? uuid.toString(16) : uuid.replaceAll('-', '');
}
