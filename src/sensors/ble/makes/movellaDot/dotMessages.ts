import {
  DEVICE_INFO,
  DEVICE_SERVICE,
  type DeviceInfo,
  decodeDeviceInfo,
  decodeSyncMessage,
  encodeStartSync,
  encodeStopSync,
  MESSAGE_ACKNOWLEDGEMENT,
  MESSAGE_CONTROL,
  MESSAGE_NOTIFICATION,
  MESSAGE_SERVICE,
  type SyncMessage,
  type SyncResult,
} from '../../../../protocols/movellaDot/index.ts';
import { BleError, type BleLink } from '../../bleTransport.ts';
import { Answers } from '../answers.ts';

const INFO = { service: DEVICE_SERVICE, characteristic: DEVICE_INFO };
const REQUEST = { service: MESSAGE_SERVICE, characteristic: MESSAGE_CONTROL };
const RESULT = { service: MESSAGE_SERVICE, characteristic: MESSAGE_ACKNOWLEDGEMENT };
const TOLD = { service: MESSAGE_SERVICE, characteristic: MESSAGE_NOTIFICATION };

/** What one DOT is told of synchronisation over one link, and answers. */
export class DotMessages {
  readonly link: BleLink;
  readonly #answers: Answers<SyncMessage>;

  constructor(link: BleLink) {
    this.link = link;
    this.#answers = new Answers(link);
  }

  /**
   * Learns who it is; comes first.
   * @throws BleError (`notOurs`) when it is none
   */
  async open(): Promise<DeviceInfo> {
    await this.link.discover();
    if ([INFO, REQUEST, RESULT, TOLD].some((path) => !this.link.has(path))) {
      throw new BleError('it advertises like a Movella DOT and has not got the services of one', {
        code: 'notOurs',
      });
    }
    return decodeDeviceInfo(await this.link.read(INFO));
  }

  /** It begins when the link ends, which has to be within 0.8 s of all others. */
  async startSync(rootAddress: string): Promise<void> {
    await this.link.write(REQUEST, encodeStartSync(rootAddress));
  }

  async stopSync(): Promise<void> {
    await this.link.subscribe(TOLD, (bytes) => this.#told(bytes));
    const ask = () => this.link.write(REQUEST, encodeStopSync());
    await this.#answers.to('Ending the synchronisation', ask, ({ kind }) => kind === 'stopped');
  }

  /**
   * How the synchronisation went, once it has.
   * @throws WireError when what it tells is no result
   */
  async syncResult(): Promise<SyncResult> {
    const message = decodeSyncMessage(await this.link.read(RESULT));
    return message.kind === 'result' ? message.result : 'notStarted';
  }

  /** What cannot be read is no answer. */
  #told(bytes: Uint8Array): void {
    try {
      this.#answers.heard(decodeSyncMessage(bytes));
    } catch {
      // The asking ends by itself.
    }
  }
}
