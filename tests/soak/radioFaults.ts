import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../src/signal/statistics.ts';
import type { InjectedFault } from '../../src/simulator/radio/faultList.ts';
import { NOBLE_STACKS, type NobleStack } from '../../src/simulator/radio/loadNobleOver.ts';
import { Random } from '../../src/simulator/random.ts';
import { mend, misfortune } from '../sensors/ble/misfortune.ts';
import { countingFeed, until } from '../sensors/ble/radioWorld.ts';
import { HeapWatch } from './heapWatch.ts';
import { quietWorld } from './quietWorld.ts';
import type { Results } from './results.ts';

const SERIALS = ['RT', 'RS', 'LT', 'LS'];
const FAULTS = 200;
const TOLD_EVERY = 20;
const SEED = 11;
/** Between a fault and the time it is mended, s. */
const LONGEST_FAULT_S = 2;
/** An adapter that was unplugged is opened anew within its pause, a request is given up in its time. */
const RECOVERY_MS = 30_000;
const MOST_HEAP_MB = 8;

/** Two hundred random faults in a row, each mended after a while: the hub must outlive them all. */
export async function soakRadioFaults(results: Results): Promise<void> {
  for (const stack of NOBLE_STACKS) await weatherFaults(stack, results);
}

async function weatherFaults(stack: NobleStack, results: Results): Promise<void> {
  const { radio, source } = quietWorld(
    SERIALS.map((serial) => countingFeed(serial)),
    { stack, source: { adapterUnusableMs: 2000 } },
  );
  const packets = new Map(SERIALS.map((serial) => [serial, 0]));
  const sentences = new Set<string>();
  source.on('packet', ({ sensorId }) => packets.set(sensorId, (packets.get(sensorId) ?? 0) + 1));
  source.on('fault', ({ sentence }) => sentences.add(sentence));
  const allStream = (since: ReadonlyMap<string, number>) =>
    SERIALS.every((id) => (packets.get(id) ?? 0) > (since.get(id) ?? 0) + 5);
  radio.start();
  await source.start();
  await until('all stream', () => allStream(new Map()), RECOVERY_MS);

  const random = new Random(SEED, 'soak');
  const heap = new HeapWatch();
  const kinds = new Map<string, number>();
  const recoveriesMs: number[] = [];
  for (let fault = 0; fault < FAULTS; fault++) {
    const pending: InjectedFault[] = [];
    const kind = misfortune(radio, random, pending);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    await sleep(random.uniform(0, LONGEST_FAULT_S * 1000));
    const mendedMs = performance.now();
    mend(radio, pending);
    const since = new Map(packets);
    await until(`all stream after ${kind}`, () => allStream(since), RECOVERY_MS);
    recoveriesMs.push(performance.now() - mendedMs);
    if (fault >= FAULTS / 10) heap.note();
    if ((fault + 1) % TOLD_EVERY === 0) {
      console.error(`  ${stack}: ${fault + 1} of ${FAULTS} faults weathered`);
    }
  }
  await source.stop();
  radio.stop();

  const name = `${FAULTS} random faults, ${stack}`;
  results.exactly(`${name}: weathered`, recoveriesMs.length, FAULTS);
  results.told(`${name}: kinds of fault`, kinds.size, '1');
  results.told(`${name}: sentences told`, sentences.size, '1');
  results.told(`${name}: all stream again, median`, percentile(recoveriesMs, 50), 'ms');
  results.atMost(`${name}: all stream again`, Math.max(...recoveriesMs), RECOVERY_MS, 'ms');
  results.atMost(`${name}: heap gained`, heap.gainedMb, MOST_HEAP_MB, 'MB');
}
