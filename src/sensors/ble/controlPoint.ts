import {
  CONTROL_UUID,
  type Command,
  type ControlStatus,
  decodeResponse,
  encodeRequest,
  SERVICE_UUID,
} from '../../../firmware-protocol/index.ts';
import { BleError, type BleLink } from './bleTransport.ts';
import { within } from './within.ts';

const PATH = { service: SERVICE_UUID, characteristic: CONTROL_UUID };
const RESPONSE_TIMEOUT_MS = 2000;

interface Waiting {
  readonly resolve: (status: ControlStatus) => void;
  readonly reject: (error: unknown) => void;
}

/** The commands of one link: each is acknowledged by the sensor or fails with a `BleError`. */
export class ControlPoint {
  readonly #link: BleLink;
  readonly #waiting = new Map<number, Waiting>();
  #tag = 0;

  constructor(link: BleLink) {
    this.#link = link;
    void link.closed.then(() => this.#rejectAll(new BleError('The link closed')));
  }

  async open(): Promise<void> {
    await this.#link.subscribe(PATH, (bytes) => this.#answered(bytes));
  }

  async send(command: Command): Promise<void> {
    this.#tag = (this.#tag + 1) % 256;
    const tag = this.#tag;
    const answer = new Promise<ControlStatus>((resolve, reject) => {
      this.#waiting.set(tag, { resolve, reject });
    });
    const written = this.#link.write(PATH, encodeRequest({ tag, command }));
    try {
      const both = Promise.all([answer, written]);
      const [status] = await within(`The command ${command.kind}`, RESPONSE_TIMEOUT_MS, both);
      if (status !== 'ok') throw new BleError(`The sensor refused ${command.kind}: ${status}`);
    } finally {
      this.#waiting.delete(tag);
    }
  }

  #answered(bytes: Uint8Array): void {
    try {
      const { tag, status } = decodeResponse(bytes);
      this.#waiting.get(tag)?.resolve(status);
    } catch (error) {
      this.#rejectAll(error);
    }
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
  }
}
