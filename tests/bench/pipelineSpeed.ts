import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { atLeast } from '../tools/figures/bound.ts';
import type { Bench } from './bench.ts';
import { median } from './median.ts';
import { heapMegabytes } from './memory.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
/** A quarter of an hour, as a session lasts: the calibration at its start is in the figure. */
const REPS = 200;
const WARM_UP_ROUNDS = 2;
const ROUNDS = 5;
/** A session this many times as long must not need more memory than one. */
const LONG = 4;

/** Packets of four sensors through the whole pipeline, processor time. */
export const PIPELINE_SPEED: Bench = {
  name: 'pipeline',
  trial: '4 sensors × 100 Hz',
  measure: async () => {
    const { feeds, durationS } = simulateSquatSession({ seed: 1, reps: REPS });
    const inputs = [...simulatedInputs(feeds, START_US, durationS)];
    const speeds: number[] = [];
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      const pipeline = new Pipeline(DEFAULT_SETTINGS);
      const start = process.cpuUsage();
      for (const input of inputs) pipeline.push(input);
      const { user, system } = process.cpuUsage(start);
      if (round >= WARM_UP_ROUNDS) speeds.push(durationS / ((user + system) / 1e6));
    }
    return [
      {
        metric: 'times real time on one core',
        value: median(speeds),
        unit: '×',
        target: atLeast(500),
      },
      {
        metric: `memory kept after ${((LONG * durationS) / 60).toFixed(0)} min beyond that after ${(durationS / 60).toFixed(0)} min`,
        value: growthMegabytes(inputs, durationS),
        unit: 'MB',
        target: 1,
      },
    ];
  },
};

function growthMegabytes(
  inputs: readonly Parameters<Pipeline['push']>[0][],
  durationS: number,
): number {
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  let afterFirst = 0;
  for (let pass = 0; pass < LONG; pass++) {
    const laterUs = Math.ceil(pass * (durationS + 1) * 1e6);
    for (const input of inputs) {
      if (input.type === 'packet') {
        const { packet } = input;
        pipeline.push({
          type: 'packet',
          packet: { ...packet, arrivalUs: packet.arrivalUs + laterUs },
        });
      } else if (input.type === 'sensorLinked' || pass === 0) {
        // A new link begins the stream of a sensor anew, as its indices do here.
        pipeline.push({ ...input, timeUs: input.timeUs + laterUs });
      }
    }
    if (pass === 0) afterFirst = heapMegabytes();
  }
  return heapMegabytes() - afterFirst;
}
