import { ProtocolError } from '../../../firmware-protocol/index.ts';
import type { FaultCode } from '../../model/sensorLink.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import { type Advertisement, BleError, type BleLink, type BleTransport } from './bleTransport.ts';
import { ConnectLoop, type Visit } from './connectLoop.ts';
import type { DriverSession } from './makes/driverSession.ts';
import { isSensor, sessionOver } from './makes/drivers.ts';
import { unlessAborted } from './unlessAborted.ts';

const SILENCE_MS = 1000;

/** Trying again would find the same. */
const FINAL: readonly FaultCode[] = ['notOurs', 'mtuTooSmall', 'refused'];

export interface SensorRoundOptions {
  readonly clock: HubClock;
  readonly transport: BleTransport;
  /** Called at most once a second for each advertiser. */
  readonly heard: (advertisement: Advertisement) => void;
  /** Has the link to one sensor; when it resolves the link is ended, and not built again. */
  readonly visit: (session: DriverSession, advertisement: Advertisement) => Promise<void>;
  /** A link could not be built, or its visit failed; tried again where that may help. */
  readonly failed: (advertisement: Advertisement, error: unknown) => void;
  /** Something that is not about one sensor is wrong; the round goes on. */
  readonly fault: (sentence: string) => void;
}

/** Visits the sensors in range, each once and one at a time. */
export class SensorRound {
  readonly #options: SensorRoundOptions;
  readonly #loop: ConnectLoop;
  readonly #stopped = new AbortController();
  #session: DriverSession | undefined;

  constructor(options: SensorRoundOptions) {
    const { transport, clock, heard, failed } = options;
    this.#options = options;
    this.#loop = new ConnectLoop({
      transport,
      wanted: isSensor,
      clock,
      inTurn: true,
      found: heard,
      serve: (link, advertisement) => this.#serve(link, advertisement),
      fault: (code, sentence, advertisement) => {
        if (advertisement === null) options.fault(sentence);
        else failed(advertisement, new BleError(withoutStop(sentence), { code }));
      },
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Ends the visit under way; resolves when every link has ended. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.#loop.stop(), this.#session?.close()]);
  }

  async #serve(link: BleLink, advertisement: Advertisement): Promise<Visit> {
    const { clock, visit, failed } = this.#options;
    const stopped = this.#stopped.signal;
    const session = sessionOver({ link, advertisement, clock, silenceMs: SILENCE_MS });
    this.#session = session;
    const ended = session.ended();
    try {
      await unlessAborted(stopped, visit(session, advertisement));
      return 'finished';
    } catch (error) {
      if (!stopped.aborted) failed(advertisement, error);
      return isFinal(error) ? 'finished' : 'failed';
    } finally {
      await session.close();
      await ended;
    }
  }
}

function isFinal(error: unknown): boolean {
  // What cannot be read may have been cut off on its way; another version stays another version.
  if (error instanceof ProtocolError) return error.code === 'unsupportedVersion';
  return error instanceof BleError && FINAL.includes(error.code);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
