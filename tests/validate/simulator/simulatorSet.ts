import { SIDES } from '../../../src/model/placement.ts';
import { BodyMotion } from '../../../src/simulator/bodyMotion.ts';
import { makePerson } from '../../../src/simulator/person.ts';
import { Random } from '../../../src/simulator/random.ts';
import { squatOptions } from '../../../src/simulator/squatOptions.ts';
import { planSquats } from '../../../src/simulator/squatPlan.ts';
import { SquatScript } from '../../../src/simulator/squatScript.ts';
import { StandingSway } from '../../../src/simulator/sway.ts';
import { integrationErrorDeg } from '../../simulator/attitudes.ts';
import type { Figure } from '../../tools/figures/row.ts';
import type { DataSet } from '../dataSet.ts';
import { Coverage } from './coverage.ts';
import { gateOracle } from './deepSquats.ts';
import { crosstalkDeg, falseValgusDeg, headingOracle } from './oracles.ts';
import { continuousSet, staleHeading, turnEffect } from './setOracles.ts';
import { tenMinuteFigures } from './tenMinutes.ts';

const PERSONS = 60;
const LONG_SEEDS = seedsTo(8);
const SEEDS = seedsTo(4);
const SET_SEEDS = seedsTo(8);

const TRIALS: ReadonlyMap<string, () => readonly Figure[]> = new Map([
  ['ten minutes', () => tenMinuteFigures(LONG_SEEDS)],
  ['coverage', coverage],
  ['O6', integration],
  ['O8', crosstalk],
  ['O9', heading],
  ['O17', gate],
  ['heading age', headingAge],
  ['continuous set', continuous],
  ['turn between sets', turn],
]);

/** What the simulator alone can tell, for it knows the truth: needs no recordings. */
export const SIMULATOR: DataSet = {
  name: 'simulator',
  isSimulated: true,
  trials: () => [...TRIALS.keys()],
  score: (_, trial) => TRIALS.get(trial)?.() ?? [],
};

function coverage(): Figure[] {
  const tally = new Coverage();
  for (let seed = 1; seed <= PERSONS; seed++) tally.add(seed);
  return tally.figures();
}

function integration(): Figure[] {
  const options = squatOptions({ seed: 1 });
  const person = makePerson(options.seed, options.heightM);
  const plan = planSquats(person, options);
  const sway = new StandingSway(new Random(options.seed, 'sway'), options.swayDeg);
  const motion = new BodyMotion(person, options.toeOutDeg, new SquatScript(plan, sway, null));
  const over = (fromS: number, toS: number): number =>
    Math.max(
      ...options.placements.map((placement) =>
        integrationErrorDeg((timeS) => motion.poseAt(timeS), placement, [fromS, toS], 60),
      ),
    );
  const [rep] = plan.reps;
  return [
    figure('clean rates integrated over a rep', over(rep.startS, rep.endS), 'deg', 1e-3),
    figure('clean rates integrated over 60 s', over(0, 60), 'deg', 0.02),
  ];
}

function crosstalk(): Figure[] {
  const law = crosstalkDeg(90);
  const values = SEEDS.flatMap((seed) => Object.values(falseValgusDeg(seed)));
  const worst = Math.max(...values.map((value) => Math.abs(value - law)));
  const note = `frames turned by 5°: ${law.toFixed(1)}° by the law; both legs of ${SEEDS.length} seeds`;
  return [figure('false valgus at 90° off the law, worst', worst, 'deg', 0.2, note)];
}

function heading(): Figure[] {
  const legs = SEEDS.map((seed) => headingOracle(seed));
  const off = legs.flatMap((both) =>
    SIDES.map((side) => Math.abs(both[side].changeDeg - both[side].lawDeg)),
  );
  const signs = legs.map(({ right, left }) => right.changeDeg * left.changeDeg);
  const left = legs.flatMap((both) => SIDES.map((side) => both[side].leftShare));
  const opposite = signs.filter((product) => product < 0).length;
  return [
    figure('change of FPPA off the law, worst', Math.max(...off), 'deg', 0.3, 'heading off by 5°'),
    atLeast('opposite on the two legs', (100 * opposite) / signs.length, 100),
    atLeast('removed by a quiet stand, least', 100 * (1 - Math.max(...left)), 90),
  ];
}

function gate(): Figure[] {
  const found = gateOracle(1);
  const note = `thigh from 0° to ${found.deepestThighDeg.toFixed(0)}°`;
  return [
    figure('FPPA stated beyond 65° of thigh', found.statedBeyondPercent, '%', 0, note),
    atLeast('FPPA stated within the gates', found.statedWithinPercent, 100),
    atLeast('medial deviation finite', found.deviationPercent, 100, note),
  ];
}

function headingAge(): Figure[] {
  const found = SEEDS.map((seed) => staleHeading(seed));
  const beyond = sum(found.map((each) => each.beyond));
  const within = sum(found.map((each) => each.within));
  return [
    figure(
      'ok with more than 3.5° by the heading',
      beyond === 0 ? Number.NaN : (100 * sum(found.map((each) => each.okBeyond))) / beyond,
      '%',
      0,
      'deep squats two minutes after the last quiet stand',
    ),
    figure(
      'not ok with less than 3.5° by the heading',
      (100 * sum(found.map((each) => each.staleWithin))) / within,
      '%',
      0,
    ),
    figure('of these reps counted', sum(found.map(({ counted }) => Number(counted))), '', 0),
  ];
}

function continuous(): Figure[] {
  const sets = SET_SEEDS.map((seed) => continuousSet(seed));
  const all = sets.filter(({ counted }) => counted === 12).length;
  return [
    atLeast('frames that are ok, least', Math.min(...sets.map(({ okPercent }) => okPercent)), 99),
    atLeast('sets with all 12 reps counted', (100 * all) / sets.length, 100),
  ];
}

function turn(): Figure[] {
  const turns = SEEDS.map((seed) => turnEffect(seed));
  const most = (of: (effect: (typeof turns)[number]) => number): number =>
    Math.max(...turns.map(of));
  return [
    figure(
      'result of a rep changed by a turn of 90°, worst',
      most(({ byTurnDeg }) => byTurnDeg),
      'deg',
      1,
      `flexion, valgus and FPPA of each rep, the same noise; ${SEEDS.length} seeds`,
    ),
    figure(
      'set after the turn against the set before, worst',
      most(({ betweenSetsDeg }) => betweenSetsDeg),
      'deg',
      1,
      'mean error of a leg',
    ),
    atLeast('reps found, least', Math.min(...turns.map(({ reps }) => reps)), 8, undefined, ''),
  ];
}

function figure(
  metric: string,
  value: number,
  unit: string,
  target: number,
  note?: string,
): Figure {
  return { metric, value, unit, target, ...(note !== undefined && { note }) };
}

function atLeast(metric: string, value: number, target: number, note?: string, unit = '%'): Figure {
  return { ...figure(metric, value, unit, 0, note), target: { atLeast: target } };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function seedsTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}
