import {
  type Answer,
  CONTROL_UUID,
  type Command,
  type ControlResponse,
  decodeResponse,
  encodeRequest,
  SERVICE_UUID,
} from '../../../firmware-protocol/index.ts';
import { BleError, type BleLink, LinkClosedError } from './bleTransport.ts';
import { within } from './within.ts';

export const CONTROL = { service: SERVICE_UUID, characteristic: CONTROL_UUID };
const RESPONSE_TIMEOUT_MS = 2000;

interface Waiting {
  readonly resolve: (response: ControlResponse) => void;
  readonly reject: (error: unknown) => void;
}

/** The commands of one link: each is acknowledged by the sensor or fails with a `BleError`. */
export class ControlPoint {
  readonly #link: BleLink;
  readonly #waiting = new Map<number, Waiting>();
  #tag = 0;

  constructor(link: BleLink) {
    this.#link = link;
    void link.closed.then(() => this.#rejectAll(new LinkClosedError('A command')));
  }

  async open(): Promise<void> {
    await this.#link.subscribe(CONTROL, (bytes) => this.#answered(bytes));
  }

  /**
   * The sensor's answer, null for a command that has none.
   * @throws BleError when the sensor refuses (`refused`), does not answer in time, or the link fails
   * @throws ProtocolError when the command holds what no sensor can be asked for
   */
  async send(command: Command): Promise<Answer | null> {
    this.#tag = (this.#tag + 1) % 256;
    const tag = this.#tag;
    const request = encodeRequest({ tag, command });
    const response = new Promise<ControlResponse>((resolve, reject) => {
      this.#waiting.set(tag, { resolve, reject });
    });
    const written = this.#link.write(CONTROL, request);
    try {
      const both = Promise.all([response, written]);
      const what = `The command ${command.kind}`;
      const [{ status, answer }] = await within(what, RESPONSE_TIMEOUT_MS, both);
      if (status === 'ok') return answer;
      throw new BleError(`The sensor refused ${command.kind}: ${status}`, { code: 'refused' });
    } finally {
      this.#waiting.delete(tag);
    }
  }

  /** A response that cannot be read has no tag to trust: it fails all that wait. */
  #answered(bytes: Uint8Array): void {
    try {
      const response = decodeResponse(bytes);
      this.#waiting.get(response.tag)?.resolve(response);
    } catch (error) {
      this.#rejectAll(error);
    }
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
  }
}
