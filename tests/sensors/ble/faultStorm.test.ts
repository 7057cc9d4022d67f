import { describe, expect, it } from 'vitest';
import { ATT_REQUEST } from '../../../src/simulator/radio/attServer.ts';
import type { VirtualRadio } from '../../../src/simulator/radio/createVirtualRadio.ts';
import type { InjectedFault } from '../../../src/simulator/radio/faultList.ts';
import { COMMAND, PACKET, STATUS } from '../../../src/simulator/radio/hci.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { Random } from '../../../src/simulator/random.ts';
import { faultWorld } from './faultWorld.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';

const SERIALS = ['A', 'B', 'C', 'D'];
const STEPS = 120;
const STEP_MS = 50;
/** The longest a sensor may rest after failures, and then be linked. */
const RECOVERY_MS = 25_000;

const REQUESTS = Object.values(ATT_REQUEST);
const REFUSABLE = [COMMAND.leSetScanEnable, COMMAND.leCreateConnection, COMMAND.disconnect];
const ATT_ERRORS = 0x11;
const SHORTEST = 1;
const LONGEST = 7;

/** One thing that goes wrong, of every kind the virtual air knows. */
function misfortune(
  { sensors, controller }: VirtualRadio,
  random: Random,
  pending: InjectedFault[],
): string {
  const below = (count: number) => Math.floor(random.uniform(0, count));
  const request = () => REQUESTS[below(REQUESTS.length)]!;
  const sensor = sensors[below(sensors.length)]!;
  switch (below(9)) {
    case 0:
      sensor.dropLink();
      return 'drop';
    case 1:
      sensor.setInRange(below(2) === 0);
      return 'range';
    case 2:
      pending.push(sensor.faults.add({ opcode: request(), answer: 'silence', times: 1 }));
      return 'no answer';
    case 3: {
      const answer = 1 + below(ATT_ERRORS);
      pending.push(sensor.faults.add({ opcode: request(), answer, times: 1 }));
      return 'error';
    }
    case 4: {
      const opcode = REFUSABLE[below(REFUSABLE.length)]!;
      pending.push(controller.faults.add({ opcode, answer: STATUS.commandDisallowed, times: 1 }));
      return 'refusal';
    }
    case 5: {
      const opcode = COMMAND.leCancelConnection;
      pending.push(controller.faults.add({ opcode, answer: 'silence', times: 1 }));
      return 'no cancel';
    }
    case 6: {
      const length = SHORTEST + below(LONGEST);
      const noise = Array.from({ length }, () => below(256));
      controller.inject(Buffer.from([below(2) === 0 ? PACKET.event : PACKET.acl, ...noise]));
      return 'noise';
    }
    case 7:
      controller.setPowered(below(2) === 0);
      return 'power';
    default:
      controller.setPlugged(below(2) === 0);
      return 'plug';
  }
}

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
      for (const fault of pending) fault.remove();
      for (const sensor of radio.sensors) sensor.setInRange(true);
      radio.controller.setPlugged(true);
      radio.controller.setPowered(true);
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
