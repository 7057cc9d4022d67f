import {
  type Answer,
  CONTROL_UUID,
  type Command,
  type ControlResponse,
  type ControlStatus,
  decodeResponse,
  encodeRequest,
  OPCODE,
  SERVICE_UUID,
} from '../../../firmware-protocol/index.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import { BleError, type BleLink, LinkClosedError } from './bleTransport.ts';
import { within } from './within.ts';

export const CONTROL = { service: SERVICE_UUID, characteristic: CONTROL_UUID };
const RESPONSE_TIMEOUT_MS = 2000;

/** The sensor understood a command and will not, or cannot, do it. */
export class RefusedError extends BleError {
  override readonly name = 'RefusedError';
  readonly command: Command['kind'];
  readonly status: ControlStatus;

  constructor(command: Command['kind'], status: ControlStatus) {
    super(`The sensor refused ${command}: ${status}`, { code: 'refused' });
    this.command = command;
    this.status = status;
  }
}

/** What the sensor answered, and when on the hub's clock it was asked and was heard. */
export interface TimedAnswer {
  /** null for a command that has none. */
  readonly answer: Answer | null;
  /** Just before the request was handed to the radio, µs. */
  readonly askedUs: number;
  readonly heardUs: number;
}

interface Heard {
  readonly response: ControlResponse;
  readonly heardUs: number;
}

interface Waiting {
  readonly opcode: number;
  readonly tag: number;
  readonly resolve: (heard: Heard) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The commands of one link, one at a time: each is acknowledged by the sensor or fails. A sensor that
 * does not answer in time loses its link, for what else it was asked may hang as well.
 */
export class ControlPoint {
  readonly #link: BleLink;
  readonly #clock: HubClock;
  #waiting: Waiting | null = null;
  #newest: Promise<unknown> = Promise.resolve();
  #tag = 0;

  constructor(link: BleLink, clock: HubClock) {
    this.#link = link;
    this.#clock = clock;
    void link.closed.then(() => this.#waiting?.reject(new LinkClosedError('A command')));
  }

  async open(): Promise<void> {
    await this.#link.subscribe(CONTROL, (bytes) => this.#answered(bytes));
  }

  /**
   * The sensor's answer, null for a command that has none.
   * @throws RefusedError when the sensor refuses
   * @throws BleError when it does not answer in time, or the link fails; the link is closed then
   * @throws ProtocolError when the command holds what no sensor can be asked for
   */
  async send(command: Command): Promise<Answer | null> {
    return (await this.timed(command)).answer;
  }

  /** As `send`, with the times of asking and hearing; throws as it does. */
  async timed(command: Command): Promise<TimedAnswer> {
    this.#tag = (this.#tag + 1) % 256;
    const tag = this.#tag;
    const request = encodeRequest({ tag, command });
    const before = this.#newest;
    const sent = before.then(() => this.#exchange(command.kind, tag, request));
    this.#newest = sent.catch(() => {});
    const { response, askedUs, heardUs } = await sent;
    const { status, answer } = response;
    if (status === 'ok') return { answer, askedUs, heardUs };
    throw new RefusedError(command.kind, status);
  }

  async #exchange(
    kind: Command['kind'],
    tag: number,
    request: Uint8Array,
  ): Promise<Heard & { readonly askedUs: number }> {
    const response = new Promise<Heard>((resolve, reject) => {
      this.#waiting = { opcode: OPCODE[kind], tag, resolve, reject };
    });
    try {
      const askedUs = this.#clock();
      const written = this.#link.write(CONTROL, request);
      const both = Promise.all([response, written]);
      const [answered] = await within(`The command ${kind}`, RESPONSE_TIMEOUT_MS, both);
      return { ...answered, askedUs };
    } catch (error) {
      void this.#link.close();
      throw error;
    } finally {
      this.#waiting = null;
    }
  }

  /** What cannot be read, or answers another command, is dropped: the command waits on. */
  #answered(bytes: Uint8Array): void {
    const heardUs = this.#clock();
    const response = readable(bytes);
    const waiting = this.#waiting;
    if (!response || !waiting) return;
    if (response.tag === waiting.tag && response.opcode === waiting.opcode) {
      waiting.resolve({ response, heardUs });
    }
  }
}

function readable(bytes: Uint8Array): ControlResponse | null {
  try {
    return decodeResponse(bytes);
  } catch {
    return null;
  }
}
