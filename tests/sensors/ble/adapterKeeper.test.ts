import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AdapterKeeper } from '../../../src/sensors/ble/adapterKeeper.ts';
import {
  type AdapterState,
  type Advertisement,
  BleError,
  type BleLink,
  type BleTransport,
  type LinkEndReason,
} from '../../../src/sensors/ble/bleTransport.ts';
import { heardAs } from './heardAs.ts';

const ADVERTISEMENT: Advertisement = heardAs({ name: 'A' });
const anybody = () => true;

/** A transport whose adapter does what a test says. */
class ScriptedTransport implements BleTransport {
  readonly stateListeners = new Set<(state: AdapterState) => void>();
  readonly advertisementListeners = new Set<(advertisement: Advertisement) => void>();
  adapterState: AdapterState;
  scans = true;
  closed = false;
  endLink: (reason: LinkEndReason) => void = () => {};

  constructor(state: AdapterState) {
    this.adapterState = state;
  }

  onAdapterState(listener: (state: AdapterState) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  onAdvertisement(listener: (advertisement: Advertisement) => void): () => void {
    this.advertisementListeners.add(listener);
    return () => this.advertisementListeners.delete(listener);
  }

  async startScan(): Promise<void> {
    if (!this.scans) throw new BleError('the adapter refused');
  }

  async stopScan(): Promise<void> {}

  async connect(): Promise<BleLink> {
    const closed = new Promise<LinkEndReason>((resolve) => {
      this.endLink = resolve;
    });
    const nothing = () => Promise.reject(new BleError('not in this test'));
    return {
      mtu: 23,
      closed,
      discover: nothing,
      has: () => false,
      read: nothing,
      write: nothing,
      writeAtOnce: nothing,
      subscribe: nothing,
      rssi: nothing,
      close: async () => this.endLink('closedByHub'),
    };
  }

  close(): void {
    this.closed = true;
  }

  become(state: AdapterState): void {
    this.adapterState = state;
    for (const listener of [...this.stateListeners]) listener(state);
  }

  get listeners(): number {
    return this.stateListeners.size + this.advertisementListeners.size;
  }
}

/** A keeper that is given `states`, one transport for each; a null is an adapter not there. */
async function keeperOf(...states: (AdapterState | null)[]) {
  const transports: ScriptedTransport[] = [];
  const openedAtMs: number[] = [];
  const keeper = new AdapterKeeper({
    openTransport: async () => {
      openedAtMs.push(Date.now());
      const state = states.length > 1 ? states.shift() : states[0];
      if (!state) throw new BleError('This computer has no Bluetooth adapter');
      const transport = new ScriptedTransport(state);
      transports.push(transport);
      return transport;
    },
    unusableMs: 10_000,
    pauseMs: [2000, 30_000],
  });
  const told: AdapterState[] = [];
  keeper.onAdapterState((state) => told.push(state));
  await keeper.open();
  return { keeper, transports, told, openedAtMs };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('AdapterKeeper', () => {
  it('leaves an adapter alone that is off for less than it may be', async () => {
    const { keeper, transports, told } = await keeperOf('poweredOn');
    transports[0]!.become('poweredOff');
    await vi.advanceTimersByTimeAsync(9000);
    transports[0]!.become('poweredOn');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transports).toHaveLength(1);
    expect(told).toEqual(['poweredOn', 'poweredOff', 'poweredOn']);
    keeper.close();
  });

  it('opens one anew that stays away, at longer and longer pauses, and tells the outage once', async () => {
    const { keeper, transports, told, openedAtMs } = await keeperOf(
      'poweredOn',
      null,
      'unknown',
      'poweredOff',
      null,
      null,
      null,
      'poweredOn',
    );
    transports[0]!.become('poweredOff');
    await vi.advanceTimersByTimeAsync(200_000);
    const pauses = openedAtMs.slice(1).map((atMs, i) => (atMs - openedAtMs[i]!) / 1000);
    expect(pauses).toEqual([10, 2, 4, 8, 16, 30, 30]);
    expect(told).toEqual(['poweredOn', 'poweredOff', 'poweredOn']);
    expect(transports.map(({ closed }) => closed)).toEqual([true, true, true, false]);
    expect(transports.map(({ listeners }) => listeners)).toEqual([0, 0, 0, 2]);
    keeper.close();
    expect(transports.at(-1)).toMatchObject({ closed: true, listeners: 0 });
  });

  it('begins with short pauses again after the adapter was there', async () => {
    const { keeper, transports, openedAtMs } = await keeperOf(
      'poweredOn',
      null,
      null,
      'poweredOn',
      null,
      'poweredOn',
    );
    transports[0]!.become('poweredOff');
    await vi.advanceTimersByTimeAsync(30_000);
    transports[1]!.become('poweredOff');
    const lostAtMs = Date.now();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(openedAtMs.slice(-2).map((atMs) => atMs - lostAtMs)).toEqual([10_000, 12_000]);
    keeper.close();
  });

  it('opens one anew that refuses three searches in a row, once nothing is linked', async () => {
    const { keeper, transports, told } = await keeperOf('poweredOn');
    const link = await keeper.connect('a', new AbortController().signal);
    transports[0]!.scans = false;
    for (let i = 0; i < 5; i++) {
      await expect(keeper.startScan(anybody)).rejects.toThrow('the adapter refused');
    }
    expect(transports).toHaveLength(1);
    await link.close();
    await expect(keeper.startScan(anybody)).rejects.toThrow('the adapter refused');
    await vi.advanceTimersByTimeAsync(0);
    expect(transports).toHaveLength(2);
    expect(told).toEqual(['poweredOn', 'resetting', 'poweredOn']);
    await keeper.startScan(anybody);
    keeper.close();
  });

  it('forgets refused searches at one that is granted', async () => {
    const { keeper, transports } = await keeperOf('poweredOn');
    for (const scans of [false, false, true, false, false]) {
      transports[0]!.scans = scans;
      await keeper.startScan(anybody).catch(() => {});
    }
    expect(transports).toHaveLength(1);
    keeper.close();
  });

  it('hands on what every one of its transports hears', async () => {
    const { keeper, transports } = await keeperOf('poweredOn');
    const heard: Advertisement[] = [];
    const unlisten = keeper.onAdvertisement((advertisement) => heard.push(advertisement));
    transports[0]!.become('poweredOff');
    await vi.advanceTimersByTimeAsync(10_000);
    for (const listener of transports[1]!.advertisementListeners) listener(ADVERTISEMENT);
    unlisten();
    for (const listener of transports[1]!.advertisementListeners) listener(ADVERTISEMENT);
    expect(heard).toEqual([ADVERTISEMENT]);
    keeper.close();
  });

  it('closes what was being opened when it was closed, and opens no more', async () => {
    const { keeper, transports } = await keeperOf('poweredOn');
    transports[0]!.become('poweredOff');
    vi.advanceTimersByTime(10_000);
    keeper.close();
    await vi.advanceTimersByTimeAsync(200_000);
    expect(transports.map(({ closed, listeners }) => ({ closed, listeners }))).toEqual([
      { closed: true, listeners: 0 },
      { closed: true, listeners: 0 },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says that it has no adapter while one is being opened', async () => {
    const { keeper, transports } = await keeperOf('poweredOn', null);
    transports[0]!.become('poweredOff');
    await vi.advanceTimersByTimeAsync(11_000);
    await expect(keeper.startScan(anybody)).rejects.toThrow('Scanning needs an adapter');
    await expect(keeper.connect('a', new AbortController().signal)).rejects.toThrow('Connecting');
    await keeper.stopScan();
    keeper.close();
  });

  it('rejects where there is none at the start', async () => {
    await expect(keeperOf(null)).rejects.toThrow('This computer has no Bluetooth adapter');
  });
});
