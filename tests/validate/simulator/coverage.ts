import type { LegMeasure } from '../../../src/model/bodyFrame.ts';
import { LEG_MEASURES } from '../../../src/model/bodyFrame.ts';
import { within } from '../../tools/figures/bound.ts';
import type { Figure } from '../../tools/figures/row.ts';
import { HALF_WIDTH, STATED } from '../statedMeasures.ts';
import { coveragePerson } from './coveragePerson.ts';
import { inputsOf, secondsOf, simulatedFrames } from './simulatedFrames.ts';

const LEAST_PERCENT = 90;
const MOST_PERCENT = 99;
/** Frames of a leg are much alike: one in this many is asked. */
const STRIDE = 5;
const STANDING_DEG = 10;
const BOTTOM_S = 0.3;

const PHASES = ['all', 'standing', 'bottom'] as const;
const TOE_OUTS = ['right', 'wrong'] as const;
type Phase = (typeof PHASES)[number];
type ToeOut = (typeof TOE_OUTS)[number];

interface Tally {
  held: number;
  asked: number;
}

/** How often the 95 % interval of each quantity holds the truth, over persons and both legs. */
export class Coverage {
  readonly #tallies = new Map<string, Tally>();

  /** Runs person number `seed` through the product. */
  add(seed: number): void {
    const { session, settings, toeOutIsWrong } = coveragePerson(seed);
    const toeOut = toeOutIsWrong ? 'wrong' : 'right';
    let count = 0;
    for (const { frames } of simulatedFrames(inputsOf(session), settings)) {
      for (const { timeUs, legs } of frames) {
        if (count++ % STRIDE !== 0) continue;
        if (legs.every(({ measures }) => Number.isNaN(measures.kneeFlexionDeg))) continue;
        const timeS = secondsOf(timeUs);
        const truths = session.truthAt(timeS);
        for (const { side, measures, quality } of legs) {
          const truth = truths.find((each) => each.side === side)?.measures;
          if (truth === undefined) continue;
          const phase = this.#phase(session.reps, timeS, truth.kneeFlexionDeg);
          for (const { name, value, sd } of STATED) {
            if (quality[groupOf(value)] !== 0) continue;
            const error = Math.abs(measures[value] - truth[value]);
            if (!Number.isFinite(error)) continue;
            const holds = error <= HALF_WIDTH * measures[sd];
            this.#count(name, 'all', toeOut, holds);
            if (phase !== null) this.#count(name, phase, toeOut, holds);
          }
        }
      }
    }
  }

  /** Percent; NaN where nothing was asked. */
  percent(name: string, phase: Phase, toeOuts: readonly ToeOut[] = TOE_OUTS): number {
    let held = 0;
    let asked = 0;
    for (const toeOut of toeOuts) {
      const tally = this.#tallies.get(`${name}/${phase}/${toeOut}`);
      held += tally?.held ?? 0;
      asked += tally?.asked ?? 0;
    }
    return (100 * held) / asked;
  }

  figures(): Figure[] {
    return STATED.flatMap(({ name }) => {
      const metric = `coverage of ${name}`;
      const told = (label: string, value: number): Figure => ({
        metric: `${metric}, ${label}`,
        value,
        unit: '%',
        target: null,
      });
      const value = this.percent(name, 'all');
      return [
        { metric, value, unit: '%', target: within(LEAST_PERCENT, MOST_PERCENT) },
        told('standing', this.percent(name, 'standing')),
        told('bottom', this.percent(name, 'bottom')),
        told('toe-out entered right', this.percent(name, 'all', ['right'])),
        told('toe-out off by 3°, 1 sd', this.percent(name, 'all', ['wrong'])),
      ];
    });
  }

  #phase(reps: readonly { bottomS: number }[], timeS: number, flexionDeg: number): Phase | null {
    if (flexionDeg < STANDING_DEG) return 'standing';
    return reps.some(({ bottomS }) => Math.abs(timeS - bottomS) < BOTTOM_S) ? 'bottom' : null;
  }

  #count(name: string, phase: Phase, toeOut: ToeOut, holds: boolean): void {
    const key = `${name}/${phase}/${toeOut}`;
    const tally = this.#tallies.get(key) ?? { held: 0, asked: 0 };
    tally.asked++;
    if (holds) tally.held++;
    this.#tallies.set(key, tally);
  }
}

function groupOf(measure: LegMeasure): 'knee' | 'ankle' | 'projection' {
  const found = LEG_MEASURES.find(({ key }) => key === measure);
  if (found === undefined) throw new Error(`${measure} is not a measure`);
  return found.group;
}
