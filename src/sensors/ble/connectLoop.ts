import type { FaultCode, LinkReason, LinkState } from '../../model/sensorLink.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import type { Advertisement, BleLink, BleTransport, Wanted } from './bleTransport.ts';
import { messageOf } from './messageOf.ts';
import { Wakeup } from './wakeup.ts';

/** How a link went, and with it when the sensor is connected to again. */
export type Visit =
  /** It served its purpose: again as soon as the sensor is heard. */
  | 'served'
  /** It failed: again after a rest that doubles with every failure. */
  | 'failed'
  /** All is done: not again. */
  | 'finished';

export interface ConnectLoopOptions {
  readonly transport: BleTransport;
  /** Whom to look for. */
  readonly wanted: Wanted;
  readonly clock: HubClock;
  /** True lets one link end before the next sensor is connected to; default false. */
  readonly inTurn?: boolean;
  /** Called at most once a second for each advertiser. */
  readonly found: (advertisement: Advertisement) => void;
  /** Called at every step on the way to a link. */
  readonly changed?: (advertisement: Advertisement, state: LinkState, reason: LinkReason) => void;
  /** Takes over a link; resolves when it has ended. */
  readonly serve: (link: BleLink, advertisement: Advertisement) => Promise<Visit>;
  /** `advertisement` is that of the sensor which could not be reached. */
  readonly fault: (code: FaultCode, sentence: string, advertisement: Advertisement | null) => void;
}

interface Candidate {
  advertisement: Advertisement;
  foundUs: number;
  /** Heard since the last attempt, and not resting after a failure. */
  due: boolean;
  linked: boolean;
  finished: boolean;
  /** It has served its purpose before. */
  known: boolean;
  failures: number;
  restUntilUs: number;
  /** When it was connected to last. */
  triedUs: number;
}

const FOUND_EVERY_US = 1_000_000;
const FIRST_REST_US = 500_000;
const LONGEST_REST_US = 30_000_000;
/** A sensor that has streamed is wanted back at once when it returns. */
const LONGEST_REST_OF_KNOWN_US = 2_000_000;
const SCAN_RETRY_MS = 2000;
const LISTEN_BETWEEN_US = 300_000;

/** Advertisers remembered at most; a crowded room must not grow the hub. */
const MAX_CANDIDATES = 256;

/**
 * The one place that scans and connects, never both and never two connections at once. An absent
 * sensor costs the others one connect timeout, and then must be heard again before it is retried.
 */
export class ConnectLoop {
  readonly #options: ConnectLoopOptions;
  readonly #candidates = new Map<string, Candidate>();
  readonly #serving = new Set<Promise<void>>();
  readonly #wakeup = new Wakeup();
  readonly #abort = new AbortController();
  #unlisten: (() => void)[] = [];
  #scanning = false;
  #listenUntilUs = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;

  constructor(options: ConnectLoopOptions) {
    this.#options = options;
  }

  start(): void {
    const { transport } = this.#options;
    this.#unlisten = [
      transport.onAdvertisement((advertisement) => this.#heard(advertisement)),
      transport.onAdapterState(() => this.#wakeup.wake()),
    ];
    this.#running = this.#run();
  }

  /** Ends scanning and connecting; resolves when every link handed out has been given back. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#wakeup.wake();
    await this.#running;
    await Promise.all(this.#serving);
    for (const unlisten of this.#unlisten) unlisten();
  }

  async #run(): Promise<void> {
    const { transport } = this.#options;
    while (!this.#abort.signal.aborted) {
      const candidate = this.#next();
      if (transport.adapterState !== 'poweredOn') {
        this.#scanning = false;
        await this.#wakeup.sleep();
      } else if (!candidate) {
        await this.#scanUntilWoken();
      } else {
        await this.#stopScan();
        await this.#connect(candidate);
      }
    }
    await this.#stopScan();
  }

  async #scanUntilWoken(): Promise<void> {
    const { transport, wanted, fault } = this.#options;
    if (!this.#scanning) {
      try {
        await transport.startScan(wanted);
        this.#scanning = true;
      } catch (error) {
        const sentence = `Sensors cannot be looked for now: ${messageOf(error)}. Trying again.`;
        if (transport.adapterState === 'poweredOn') fault('scanFailed', sentence, null);
        await this.#wakeup.sleep(SCAN_RETRY_MS);
        return;
      }
    }
    const listeningMs = (this.#listenUntilUs - this.#options.clock()) / 1000;
    await this.#wakeup.sleep(listeningMs > 0 ? listeningMs : undefined);
  }

  async #stopScan(): Promise<void> {
    if (!this.#scanning) return;
    this.#scanning = false;
    const { transport, fault } = this.#options;
    try {
      await transport.stopScan();
    } catch (error) {
      if (transport.adapterState !== 'poweredOn') return;
      const sentence = `The search for sensors did not end cleanly: ${messageOf(error)}.`;
      fault('scanFailed', sentence, null);
    }
  }

  async #connect(candidate: Candidate): Promise<void> {
    const { transport, fault, serve } = this.#options;
    const { advertisement } = candidate;
    candidate.due = false;
    candidate.linked = true;
    candidate.triedUs = this.#options.clock();
    this.#changed(advertisement, 'connecting', 'itsTurn');
    try {
      const link = await transport.connect(advertisement.address, this.#abort.signal);
      this.#changed(advertisement, 'preparing', 'connected');
      const given = serve(link, advertisement).catch(async (error: unknown): Promise<Visit> => {
        await link.close();
        fault('linkFailed', `A link was given up: ${messageOf(error)}.`, advertisement);
        return 'failed';
      });
      const serving = given.then((visit) => {
        this.#serving.delete(serving);
        this.#release(candidate, visit);
      });
      this.#serving.add(serving);
    } catch (error) {
      this.#release(candidate, 'failed');
      this.#listenUntilUs = this.#options.clock() + LISTEN_BETWEEN_US;
      if (this.#abort.signal.aborted) {
        this.#changed(advertisement, 'resting', 'closedByHub');
        return;
      }
      const { name, address } = advertisement;
      const code = transport.adapterState === 'poweredOn' ? 'unreachable' : 'adapterOff';
      const sentence = `The sensor ${name || address} could not be reached: ${messageOf(error)}.`;
      this.#changed(advertisement, 'resting', code);
      fault(code, sentence, advertisement);
    }
  }

  #release(candidate: Candidate, visit: Visit): void {
    const failed = visit === 'failed';
    candidate.linked = false;
    candidate.finished = visit === 'finished';
    candidate.failures = failed ? candidate.failures + 1 : 0;
    candidate.known ||= visit === 'served';
    const longestUs = candidate.known ? LONGEST_REST_OF_KNOWN_US : LONGEST_REST_US;
    const restUs = failed ? FIRST_REST_US * 2 ** (candidate.failures - 1) : 0;
    candidate.restUntilUs = this.#options.clock() + Math.min(restUs, longestUs);
    this.#wakeup.wake();
  }

  #changed(advertisement: Advertisement, state: LinkState, reason: LinkReason): void {
    this.#options.changed?.(advertisement, state, reason);
  }

  #heard(advertisement: Advertisement): void {
    const { clock, found } = this.#options;
    const nowUs = clock();
    const candidate = this.#candidateOf(advertisement);
    if (candidate.linked) return;
    candidate.advertisement = advertisement;
    if (nowUs - candidate.foundUs >= FOUND_EVERY_US) {
      candidate.foundUs = nowUs;
      found(advertisement);
    }
    if (candidate.due || candidate.finished || nowUs < candidate.restUntilUs) return;
    candidate.due = true;
    this.#changed(advertisement, 'heard', 'advertised');
    this.#wakeup.wake();
  }

  #candidateOf(advertisement: Advertisement): Candidate {
    const { address } = advertisement;
    const known = this.#candidates.get(address);
    if (known) return known;
    if (this.#candidates.size >= MAX_CANDIDATES) this.#forgetOne();
    const candidate: Candidate = {
      advertisement,
      foundUs: Number.NEGATIVE_INFINITY,
      due: false,
      linked: false,
      finished: false,
      known: false,
      failures: 0,
      restUntilUs: Number.NEGATIVE_INFINITY,
      triedUs: Number.NEGATIVE_INFINITY,
    };
    this.#candidates.set(address, candidate);
    return candidate;
  }

  #forgetOne(): void {
    for (const [address, { linked }] of this.#candidates) {
      if (linked) continue;
      this.#candidates.delete(address);
      return;
    }
  }

  /**
   * Those that have streamed before go first, then who has waited longest since its last turn: one that
   * never answers must not stand before others.
   */
  #next(): Candidate | undefined {
    if (this.#options.inTurn && this.#serving.size > 0) return undefined;
    const strangersWait = this.#listensForKnown();
    let next: Candidate | undefined;
    for (const candidate of this.#candidates.values()) {
      if (!candidate.due || candidate.linked || (strangersWait && !candidate.known)) continue;
      if (!next || goesBefore(candidate, next)) next = candidate;
    }
    return next;
  }

  /** After an attempt in vain there is a moment to hear of a sensor that is wanted back. */
  #listensForKnown(): boolean {
    if (this.#options.clock() >= this.#listenUntilUs) return false;
    return [...this.#candidates.values()].some(({ known, linked }) => known && !linked);
  }
}

function goesBefore(a: Candidate, b: Candidate): boolean {
  return a.known === b.known ? a.triedUs < b.triedUs : a.known;
}
