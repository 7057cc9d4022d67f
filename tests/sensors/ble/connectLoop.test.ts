import { describe, expect, it, onTestFinished } from 'vitest';
import type {
  Advertisement,
  BleLink,
  BleTransport,
  LinkEndReason,
} from '../../../src/sensors/ble/bleTransport.ts';
import { BleError } from '../../../src/sensors/ble/bleTransport.ts';
import { ConnectLoop, type Visit } from '../../../src/sensors/ble/connectLoop.ts';
import { heardAs } from './heardAs.ts';
import { until } from './radioWorld.ts';

const closed = new Promise<LinkEndReason>(() => {});
const nothing = () => Promise.reject(new BleError('not in this test'));
const LINK: BleLink = {
  mtu: 247,
  closed,
  discover: nothing,
  has: () => false,
  read: nothing,
  write: nothing,
  writeAtOnce: nothing,
  subscribe: nothing,
  rssi: nothing,
  close: () => Promise.resolve(),
};

/** A loop over a transport that the test plays. */
function loopOver({ serve = (): Promise<Visit> => new Promise(() => {}) } = {}) {
  const attempts: { address: string; fail: () => void; succeed: () => void }[] = [];
  const scans: string[] = [];
  let advertise: (advertisement: Advertisement) => void = () => {};
  const transport: BleTransport = {
    adapterState: 'poweredOn',
    onAdapterState: () => () => {},
    onAdvertisement: (listener) => {
      advertise = listener;
      return () => {};
    },
    startScan: async () => void scans.push('start'),
    stopScan: async () => void scans.push('stop'),
    connect: (address, signal) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new BleError('no answer'));
        attempts.push({ address, fail, succeed: () => resolve(LINK) });
        signal.onabort = fail;
      }),
    close: () => {},
  };
  const time = { us: 0 };
  const steps: string[] = [];
  const faults: string[] = [];
  const loop = new ConnectLoop({
    transport,
    wanted: () => true,
    clock: () => time.us,
    found: () => {},
    changed: ({ address }, state, reason) => steps.push(`${address} ${state} ${reason}`),
    serve,
    fault: (_, sentence) => faults.push(sentence),
  });
  onTestFinished(() => void loop.stop());
  loop.start();
  const hear = (...addresses: string[]) => {
    for (const address of addresses) advertise(heardAs({ address, name: address }));
  };
  const attempted = (count: number) => until('an attempt', () => attempts.length === count);
  return { attempts, scans, steps, faults, time, hear, attempted };
}

/** Long enough for everything that needs no time. */
const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('ConnectLoop', () => {
  it('lets nobody wait twice for a sensor that never answers', async () => {
    const { attempts, time, hear, attempted } = loopOver();
    hear('absent');
    await attempted(1);
    hear('B', 'C');
    attempts[0]!.fail();
    await attempted(2);
    // It has rested, and is heard again, before the others had their turn.
    time.us += 1_000_000;
    hear('absent');
    attempts[1]!.succeed();
    await attempted(3);
    attempts[2]!.succeed();
    await attempted(4);
    expect(attempts.map(({ address }) => address)).toEqual(['absent', 'B', 'C', 'absent']);
  });

  it('never scans and connects at once', async () => {
    const { attempts, scans, hear, attempted } = loopOver();
    await until('the scan', () => scans.length === 1);
    hear('A');
    await attempted(1);
    expect(scans).toEqual(['start', 'stop']);
    attempts[0]!.succeed();
    await until('the next scan', () => scans.length === 3);
    expect(scans).toEqual(['start', 'stop', 'start']);
  });

  it('lets a sensor that fails rest longer each time, but one that has streamed two seconds at most', async () => {
    const outcomes: Visit[] = ['served'];
    const { attempts, time, hear, attempted } = loopOver({
      serve: async () => outcomes.shift() ?? 'failed',
    });
    const restOf = async (address: string, count: number) => {
      let restedUs = 0;
      for (; attempts.length < count; restedUs += 100_000) {
        time.us += 100_000;
        hear(address);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      return restedUs / 1e6;
    };
    hear('known');
    await attempted(1);
    attempts[0]!.succeed();
    const rests: number[] = [];
    for (let count = 2; count <= 7; count++) {
      rests.push(await restOf('known', count));
      attempts[count - 1]!.fail();
    }
    expect(Math.max(...rests)).toBeLessThanOrEqual(2.2);
    expect(rests[3]).toBeGreaterThan(1.5);
    for (let count = 8; count <= 13; count++) {
      rests.push(await restOf('stranger', count));
      attempts[count - 1]!.fail();
    }
    expect(rests.at(-1)).toBeGreaterThan(7);
  });

  it('listens between attempts in vain for a sensor that has streamed, and takes it first', async () => {
    const outcomes: Visit[] = ['served'];
    const { attempts, time, hear, attempted } = loopOver({
      serve: async () => outcomes.shift() ?? 'failed',
    });
    hear('known');
    await attempted(1);
    attempts[0]!.succeed();
    await turns();
    hear('X');
    await attempted(2);
    hear('Y', 'Z');
    attempts[1]!.fail();
    await turns();
    expect(attempts).toHaveLength(2);
    hear('known');
    await attempted(3);
    expect(attempts[2]!.address).toBe('known');
    attempts[2]!.succeed();
    time.us += 400_000;
    hear('Y');
    await attempted(4);
    expect(attempts[3]!.address).toBe('Y');
  });

  it('outlives a link that is served with an error', async () => {
    const { attempts, hear, attempted, faults } = loopOver({
      serve: () => Promise.reject(new Error('a listener threw')),
    });
    hear('A');
    await attempted(1);
    attempts[0]!.succeed();
    await until('it is told', () => faults.length === 1);
    expect(faults).toEqual(['A link was given up: a listener threw.']);
    hear('B');
    await attempted(2);
  });

  it('tells each step on the way to a link and why', async () => {
    const { attempts, steps, hear, attempted } = loopOver();
    hear('A', 'B');
    await attempted(1);
    attempts[0]!.fail();
    await attempted(2);
    attempts[1]!.succeed();
    await until('B is connected', () => steps.length === 6);
    expect(steps).toEqual([
      'A heard advertised',
      'B heard advertised',
      'A connecting itsTurn',
      'A resting unreachable',
      'B connecting itsTurn',
      'B preparing connected',
    ]);
  });
});
