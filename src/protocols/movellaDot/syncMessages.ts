import { hexOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import { decodeMessage, encodeMessage } from './messages.ts';

const SYNC = 2;

const START = 0x01;
const STOP = 0x02;
const GET_STATUS = 0x08;

const RESULT = 0x03;
const STOPPED = 0x50;
const STATUS = 0x51;

/** How a synchronisation ended, by its code. */
const RESULTS = {
  0: 'synchronized',
  5: 'tooFewSamples',
  7: 'skewTooLarge',
  8: 'startFailed',
  9: 'notStarted',
} as const;

export type SyncResult = (typeof RESULTS)[keyof typeof RESULTS];

const STATUSES = { 4: 'synchronized', 9: 'notSynchronized' } as const;

export type SyncStatus = (typeof STATUSES)[keyof typeof STATUSES];

const STOPS = { 0: 'stopped' } as const;

/** What a sensor says of synchronisation. */
export type SyncMessage =
  /** Notified after `encodeGetSyncStatus`. */
  | { readonly kind: 'status'; readonly status: SyncStatus }
  /** Read after the sensors had their time to synchronise. */
  | { readonly kind: 'result'; readonly result: SyncResult }
  /** Notified after `encodeStopSync`. */
  | { readonly kind: 'stopped' };

export function encodeGetSyncStatus(): Uint8Array {
  return encodeMessage({ id: SYNC, data: Uint8Array.of(GET_STATUS) });
}

/**
 * Written to every sensor; all links must end within about 0.8 s then, and stay so for 14 s.
 * @param rootAddress radio address of the sensor whose clock the others take, `D4:22:CD:…`
 * @throws WireError when that is no address
 */
export function encodeStartSync(rootAddress: string): Uint8Array {
  return encodeMessage({ id: SYNC, data: Uint8Array.of(START, ...addressBytes(rootAddress)) });
}

export function encodeStopSync(): Uint8Array {
  return encodeMessage({ id: SYNC, data: Uint8Array.of(STOP) });
}

/** @throws WireError when it is no message, or not one about synchronisation. */
export function decodeSyncMessage(bytes: Uint8Array): SyncMessage {
  const { id, data } = decodeMessage(bytes);
  if (id !== SYNC || data.length !== 2) {
    throw new WireError('sync', 'message 2 with 2 bytes of data', `${id} with ${hexOf(data)}`);
  }
  const code = data[1]!;
  switch (data[0]) {
    case STATUS:
      return { kind: 'status', status: wordOf('sync.status', STATUSES, code) };
    case RESULT:
      return { kind: 'result', result: wordOf('sync.result', RESULTS, code) };
    case STOPPED:
      return { kind: wordOf('sync.stop', STOPS, code) };
    default:
      throw new WireError('sync.kind', '3 (result), 80 (stopped) or 81 (status)', data[0]!);
  }
}

function wordOf<W extends string>(
  field: string,
  words: Readonly<Record<number, W>>,
  code: number,
): W {
  const word = words[code];
  if (word !== undefined) return word;
  const valid = Object.entries(words).map(([known, meaning]) => `${known} (${meaning})`);
  throw new WireError(field, valid.join(', '), code);
}

/** Last byte first, as radios send addresses. */
function addressBytes(address: string): number[] {
  if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(address)) {
    return address
      .split(':')
      .map((pair) => Number.parseInt(pair, 16))
      .reverse();
  }
  throw new WireError('sync.rootAddress', 'six bytes such as D4:22:CD:00:01:02', address);
}
