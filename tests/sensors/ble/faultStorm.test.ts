import { describe, expect, it } from 'vitest';
import type { InjectedFault } from '../../../src/simulator/radio/faultList.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { Random } from '../../../src/simulator/random.ts';
import { faultWorld } from './faultWorld.ts';
import { mend, misfortune } from './misfortune.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';

const SERIALS = ['A', 'B', 'C', 'D'];
const STEPS = 120;
const STEP_MS = 50;
/** The longest a sensor may rest after failures, and then be linked. */
const RECOVERY_MS = 25_000;

describe.concurrent.each(NOBLE_STACKS)('the hub over @%s/noble', (stack) => {
  it.for([1, 2])(
    'streams from every sensor again after everything went wrong at random, seed %i',
    { timeout: 60_000 },
    async (seed, { onTestFinished }) => {
      const { radio, source, heard } = faultWorld(
        { stack, onTestFinished },
        SERIALS.map((serial) => countingFeed(serial)),
        {
          source: {
            adapterUnusableMs: 500,
            adapterPauseMs: [200, 800],
            supervisionTimeoutMs: 500,
            quietScanMs: 1000,
          },
        },
      );
      const random = new Random(seed, 'storm');
      radio.start();
      await source.start();
      await until('all stream', () => heard.blocks.size === SERIALS.length);
      const kinds = new Set<string>();
      const pending: InjectedFault[] = [];
      for (let step = 0; step < STEPS; step++) {
        kinds.add(misfortune(radio, random, pending));
        await sleep(STEP_MS);
      }
      expect(kinds.size).toBe(9);
      mend(radio, pending);
      const before = new Map(SERIALS.map((serial) => [serial, heard.blocks.get(serial)!.length]));
      const streams = (serial: string) =>
        heard.blocks.get(serial)!.length > before.get(serial)! + 10;
      await until('all stream again', () => SERIALS.every(streams), RECOVERY_MS);
      for (const [serial, blocks] of heard.blocks) {
        const indices = blocks.map(({ firstIndex }) => firstIndex);
        expect([serial, indices]).toEqual([serial, [...indices].sort((a, b) => a - b)]);
      }
      for (const sentence of heard.faults) expect(sentence).toMatch(/^[A-Z].*\.$/);
    },
  );
});
