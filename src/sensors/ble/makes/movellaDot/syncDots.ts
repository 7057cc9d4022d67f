import type { SyncResult } from '../../../../protocols/movellaDot/index.ts';
import { type Advertisement, BleError, type BleTransport } from '../../bleTransport.ts';
import type { BleSettings } from '../../createBleSource.ts';
import { pause } from '../../pause.ts';
import { problemOf } from '../../problemOf.ts';
import { unlessAborted } from '../../unlessAborted.ts';
import { withAdapter } from '../../withAdapter.ts';
import { DotMessages } from './dotMessages.ts';
import { MOVELLA_DOT } from './driver.ts';
import { MovellaDotSession } from './session.ts';

/** They synchronise for 14 s, alone on the air. */
const REST_S = 14.5;
/** From the beginning, all results have to be had after this; then the sensors give up too. */
const WHOLE_S = 48;
const AGAIN_S = 0.5;
const FEWEST = 2;

export interface SyncOptions {
  /** How long DOTs are listened for. */
  readonly seconds: number;
  /** Ends the procedure and its links; it then throws the reason. */
  readonly signal: AbortSignal;
  /** What is done now, and about how long it takes. */
  readonly step?: (what: string, seconds: number) => void;
  /** How long the sensors are left alone, s; default 14.5. */
  readonly restS?: number;
  /** How long the whole may take after the listening, s; default 48. */
  readonly wholeS?: number;
}

/** What became of one DOT. */
export interface DotOutcome {
  readonly address: string;
  readonly name: string;
  /** null when it could not be asked. */
  readonly serial: string | null;
  /** Why it is not synchronised, or still is, and what to do; null where all is well. */
  readonly problem: string | null;
}

/** A DOT that was told to synchronise. */
interface ToldDot {
  readonly advertisement: Advertisement;
  readonly serial: string;
}

/**
 * Makes all DOTs in range share one clock: each is linked and told, all links end at once, and after
 * their time alone each is linked again and asked how it went.
 * @throws BleError when fewer than two can be linked, or the adapter cannot be used or goes off
 */
export async function syncDots(settings: BleSettings, options: SyncOptions): Promise<DotOutcome[]> {
  return withAdapter(settings, options.signal, async (transport, signal) => {
    const { step = () => {}, restS = REST_S, wholeS = WHOLE_S } = options;
    const heard = await hearDots(transport, { ...options, signal, step });
    const deadlineUs = settings.clock() + wholeS * 1e6;
    step(`telling ${heard.length} Movella DOTs to synchronise`, heard.length);
    const { told, failed } = await tellAll(transport, settings, heard, signal);
    step('they synchronise, alone on the air', restS);
    await pause(restS, signal);
    step('asking each how it went', told.length);
    const asked = await askAll(transport, told, signal, () => settings.clock() < deadlineUs);
    return [...asked, ...failed];
  });
}

/**
 * Gives each DOT in range its own clock again.
 * @throws BleError when there is none, or the adapter cannot be used or goes off
 */
export async function stopDotSync(
  settings: BleSettings,
  options: SyncOptions,
): Promise<DotOutcome[]> {
  return withAdapter(settings, options.signal, async (transport, signal) => {
    const { step = () => {} } = options;
    const heard = await hearDots(transport, { ...options, signal, step });
    step(`ending the synchronisation of ${heard.length} Movella DOTs`, heard.length);
    const outcomes: DotOutcome[] = [];
    for (const advertisement of heard) {
      const outcome = await withDot(transport, advertisement, signal, async (dot) => {
        const { serial } = await dot.open();
        await dot.stopSync();
        return outcomeOf(advertisement, serial, null);
      }).catch((error) => failureOf(advertisement, error, signal));
      outcomes.push(outcome);
    }
    return outcomes;
  });
}

async function hearDots(
  transport: BleTransport,
  { seconds, signal, step = () => {} }: SyncOptions,
): Promise<Advertisement[]> {
  const heard = new Map<string, Advertisement>();
  const unlisten = transport.onAdvertisement((dot) => heard.set(dot.address, dot));
  step('looking for Movella DOTs', seconds);
  await transport.startScan(MOVELLA_DOT.recognises);
  try {
    await pause(seconds, signal);
  } finally {
    unlisten();
    await transport.stopScan();
  }
  if (heard.size > 0) return [...heard.values()];
  throw new BleError(
    'No Movella DOT was heard; one that is linked by another hub or phone is not',
    {
      code: 'unreachable',
    },
  );
}

async function tellAll(
  transport: BleTransport,
  settings: BleSettings,
  heard: readonly Advertisement[],
  signal: AbortSignal,
): Promise<{ readonly told: ToldDot[]; readonly failed: DotOutcome[] }> {
  const linked: (ToldDot & { readonly dot: DotMessages; readonly radioAddress: string })[] = [];
  const failed: DotOutcome[] = [];
  try {
    for (const advertisement of heard) {
      try {
        linked.push(await linkedDot(transport, settings, advertisement, signal));
      } catch (error) {
        failed.push(failureOf(advertisement, error, signal));
      }
    }
    const [root] = linked;
    if (!root || linked.length < FEWEST) {
      const why = failed.map(({ name, address, problem }) => `; ${name || address}: ${problem}`);
      throw new BleError(
        `Only ${linked.length} of ${heard.length} Movella DOTs could be linked, and it takes ${FEWEST}${why.join('')}`,
      );
    }
    // All at once: what lies between the first and the last must stay below 0.8 s. One that did not
    // hear of it tells so when it is asked.
    const telling = linked.map(({ dot }) => dot.startSync(root.radioAddress).catch(() => {}));
    await unlessAborted(signal, Promise.all(telling));
  } finally {
    await Promise.all(linked.map(({ dot }) => dot.link.close()));
  }
  return { told: linked, failed };
}

/** A link over which a DOT is ready to be told, measuring at a rate that the hub can use. */
async function linkedDot(
  transport: BleTransport,
  { clock }: BleSettings,
  advertisement: Advertisement,
  signal: AbortSignal,
) {
  const link = await transport.connect(advertisement.address, signal);
  try {
    // Its rate cannot be set any more once it is synchronised.
    const session = new MovellaDotSession({ link, advertisement, clock, silenceMs: 0 });
    await unlessAborted(signal, session.describe());
    const dot = new DotMessages(link);
    const { serial, address: radioAddress } = await unlessAborted(signal, dot.open());
    return { advertisement, serial, dot, radioAddress };
  } catch (error) {
    await link.close();
    throw error;
  }
}

/** One that is not ready, or not there yet, is asked again while there is `time`. */
async function askAll(
  transport: BleTransport,
  told: readonly ToldDot[],
  signal: AbortSignal,
  time: () => boolean,
): Promise<DotOutcome[]> {
  const outcomes = new Map<ToldDot, DotOutcome>();
  let open = told;
  while (open.length > 0) {
    const again: ToldDot[] = [];
    for (const each of open) {
      const { advertisement, serial } = each;
      const result = await askOne(transport, advertisement, signal);
      const problem = typeof result === 'string' ? RESULTS[result] : problemOf(result);
      outcomes.set(each, outcomeOf(advertisement, serial, problem));
      if (result === 'notStarted' || typeof result !== 'string') again.push(each);
    }
    open = time() ? again : [];
    if (open.length > 0) await pause(AGAIN_S, signal);
  }
  return [...outcomes.values()];
}

/** How it went, or the error that kept it from being asked. */
async function askOne(
  transport: BleTransport,
  advertisement: Advertisement,
  signal: AbortSignal,
): Promise<SyncResult | Error> {
  try {
    return await withDot(transport, advertisement, signal, async (dot) => {
      await dot.open();
      return dot.syncResult();
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function withDot<T>(
  transport: BleTransport,
  { address }: Advertisement,
  signal: AbortSignal,
  act: (dot: DotMessages) => Promise<T>,
): Promise<T> {
  const link = await transport.connect(address, signal);
  try {
    return await unlessAborted(signal, act(new DotMessages(link)));
  } finally {
    await link.close();
  }
}

function outcomeOf(
  { address, name }: Advertisement,
  serial: string | null,
  problem: string | null,
): DotOutcome {
  return { address, name, serial, problem };
}

/** What one DOT failed by; what ended the whole procedure is thrown again. */
function failureOf(advertisement: Advertisement, error: unknown, signal: AbortSignal): DotOutcome {
  if (signal.aborted) throw error;
  return outcomeOf(advertisement, null, problemOf(error));
}

const RESULTS: Readonly<Record<SyncResult, string | null>> = {
  synchronized: null,
  tooFewSamples:
    'It heard too little of the others: bring all within a metre of each other and try again.',
  skewTooLarge:
    'Its clock runs too differently from the others: let all lie together for five minutes and try again.',
  startFailed:
    'It was not left alone together with the others: bring all near the adapter and try again.',
  notStarted: 'It did not begin: try again, and switch it off and on if that does not help.',
};
