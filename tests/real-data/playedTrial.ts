import type { Rep } from '../../src/model/movement.ts';
import { placementOf, type Side } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { Task } from '../../src/model/task.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { Random } from '../../src/simulator/random.ts';
import { sensorMount } from '../../src/simulator/sensorMount.ts';
import { SimulatedImu } from '../../src/simulator/simulatedImu.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';
import { calibrationWindows, type Played } from '../validate/mocap/mocapFigures.ts';
import { type LegTruth, mocapTruth, valueAt } from '../validate/mocap/mocapTruth.ts';
import { subjectSettings } from '../validate/mocap/subject.ts';
import { WornErrors } from '../validate/mocap/wornErrors.ts';
import { hubTimeUs } from '../validate/mocap/wornRun.ts';

const RATE_HZ = 100;
const START_US = hubTimeUs(0);
/** In which the playing turns round, s. */
const RAMP_S = 0.3;
/** About the bottom, as a rep is measured, s. */
const HALF_WINDOW_S = 0.05;
const WINDOW_STEPS = 11;

/** A recorded person under sensors of ours on these legs, and the reps that the product finds. */
export class PlayedTrial {
  readonly #played: Played;
  readonly #truth: Readonly<Record<Side, LegTruth>>;

  constructor(played: Played) {
    const { trial, subject, row } = played;
    this.#played = played;
    this.#truth = {
      right: mocapTruth(trial, subject, row, 'right'),
      left: mocapTruth(trial, subject, row, 'left'),
    };
  }

  /** Calibrated on the standing and the first reps, or where there are none left to itself. */
  reps(task: Task, legs: readonly Side[], seed: number, calibrationReps: number | null): Rep[] {
    const { body, playback, subject } = this.#played;
    const cache = new StencilCache(body);
    const feeds = legs.flatMap((side) =>
      (['thigh', 'shank'] as const).map((segment) => {
        const placement = placementOf(side, segment);
        const random = new Random(seed, `errors ${placement}`);
        const errors = new WornErrors(RATE_HZ, playback.standingS, random);
        return new SimulatedImu({
          placement,
          rateHz: RATE_HZ,
          motion: cache,
          mount: sensorMount(placement, subject.legs[side], 'random', seed),
          errorsAt: () => errors,
        });
      }),
    );
    const pipeline = new Pipeline({
      ...DEFAULT_SETTINGS,
      task,
      subject: subjectSettings(subject, legs[0], null),
    });
    const windows = calibrationWindows(calibrationReps, this.#truth[legs[0]], playback);
    if (windows) pipeline.push({ type: 'calibrateOn', timeUs: START_US, windows });
    const delivery = { ...DEFAULT_DELIVERY, seed };
    const reps: Rep[] = [];
    for (const input of simulatedInputs(feeds, START_US, playback.durationS, delivery)) {
      for (const event of pipeline.push(input).events) {
        if (event.type === 'rep') reps.push(event.rep);
      }
    }
    return reps;
  }

  /** When each way through the whole recording begins and ends, s; the first starts amid it. */
  get passesS(): (readonly [number, number])[] {
    const { trial, row, playback } = this.#played;
    const lastsS = (trial.rows - 1) / trial.rateHz + RAMP_S;
    const passes: (readonly [number, number])[] = [];
    let startS = playback.standingS + (trial.rows - 1 - row) / trial.rateHz + RAMP_S;
    for (; startS + lastsS <= playback.durationS; startS += lastsS) {
      passes.push([startS, startS + lastsS]);
    }
    return passes;
  }

  bottomS({ bottomUs }: Rep): number {
    return (bottomUs - START_US) / 1e6;
  }

  /** True knee flexion about a rep's bottom, from standing, degrees. */
  flexionDeg(side: Side, rep: Rep): number {
    let sum = 0;
    for (let i = 0; i < WINDOW_STEPS; i++) {
      const offS = HALF_WINDOW_S * ((2 * i) / (WINDOW_STEPS - 1) - 1);
      sum += valueAt(
        this.#truth[side].kneeFlexionDeg,
        this.#played.playback.rowAt(this.bottomS(rep) + offS),
      );
    }
    return sum / WINDOW_STEPS;
  }
}
