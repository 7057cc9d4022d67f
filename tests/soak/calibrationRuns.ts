import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import { type Placement, placementOf, SIDES } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { type MountFaults, NO_MOUNT_FAULTS } from '../../src/simulator/mountFaults.ts';
import { Random } from '../../src/simulator/random.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

export const RUN_KINDS = ['nominal', 'swap', 'upsideDown', 'slip', 'sides'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

const START_US = Date.UTC(2026, 0, 1) * 1000;
const WORN = SIDES.flatMap((side) => [placementOf(side, 'thigh'), placementOf(side, 'shank')]);
const SLIP_AXES = { across: [0, 0, 1], forward: [1, 0, 0], long: [0, 1, 0] } as const;
const STANDING_S = 4;
/** In the stand between the calibration and the set. */
const SLIP_BEFORE_SET_S = 1.5;
const CHECK_AT_S = 1;

export interface RunOutcome {
  readonly kind: RunKind;
  /** Whether the fault that was put in was found, on the right leg; of a nominal run: nothing. */
  readonly found: boolean;
  /** Whether something was found that is not there. */
  readonly falseAlarm: boolean;
  readonly slipAxis: keyof typeof SLIP_AXES | null;
}

/**
 * One person who stands, lifts the right knee, squats to calibrate and squats again, standing
 * differently by 2.5° each time, with at most one thing wrong with the sensors.
 */
export function calibrationRun(kind: RunKind, seed: number): RunOutcome {
  const random = new Random(seed, `fault ${kind}`);
  const placement = WORN[seed % WORN.length];
  const slipAxis = kind === 'slip' ? pick(random, ['across', 'forward', 'long'] as const) : null;
  const faults = faultsOf(kind, placement, slipAxis, random);
  const lifts = kind === 'sides' || kind === 'nominal';
  const options = {
    seed,
    standingS: STANDING_S,
    reps: 3,
    liftRightKnee: lifts,
    swayDeg: random.uniform(0.1, 0.3),
    standVariationDeg: random.uniform(0, 2.5),
    fppaDeg: [random.uniform(-5, 15)],
    shankTiltDeg: random.uniform(22, 35),
    thighTiltDeg: random.uniform(45, 70),
  };
  // The plan tells when the stand before the set is; the fault does not change it.
  const [firstRep] = simulateSquatSession(options).reps;
  const session = simulateSquatSession({
    ...options,
    mountFaults: {
      ...faults,
      slips: faults.slips.map((slip) => ({ ...slip, atS: firstRep.startS - SLIP_BEFORE_SET_S })),
    },
  });
  const events: PipelineEvent[] = [];
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  let asked = !lifts;
  for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
    if (!asked && arrivalOf(input) > START_US + CHECK_AT_S * 1e6) {
      asked = true;
      events.push(...pipeline.push({ type: 'checkSides', timeUs: arrivalOf(input) }).events);
    }
    events.push(...pipeline.push(input).events);
  }
  return { ...judgeRun(kind, placement, faults, events), kind, slipAxis };
}

function faultsOf(
  kind: RunKind,
  placement: Placement,
  slipAxis: RunOutcome['slipAxis'],
  random: Random,
): MountFaults {
  const deg = random.uniform(8, 15) * pick(random, [1, -1] as const);
  switch (kind) {
    case 'swap':
      return {
        ...NO_MOUNT_FAULTS,
        swappedLegs: [placement.startsWith('right') ? 'right' : 'left'],
      };
    case 'upsideDown':
      return { ...NO_MOUNT_FAULTS, upsideDown: [placement] };
    case 'slip': {
      const aboutAxis = SLIP_AXES[slipAxis ?? 'across'];
      return { ...NO_MOUNT_FAULTS, slips: [{ placement, atS: 0, deg, aboutAxis }] };
    }
    case 'sides':
      return { ...NO_MOUNT_FAULTS, sidesSwapped: deg > 0 };
    case 'nominal':
      return NO_MOUNT_FAULTS;
  }
}

function judgeRun(
  kind: RunKind,
  placement: Placement,
  faults: MountFaults,
  events: readonly PipelineEvent[],
): Pick<RunOutcome, 'found' | 'falseAlarm'> {
  const checks = events.flatMap((event) =>
    event.type === 'calibration' ? event.calibration.checks : [],
  );
  const bad = (name: string): string[] =>
    checks.flatMap((check) =>
      check.name === name && check.verdict !== 'good' ? [String(check.about)] : [],
    );
  const swaps = bad('swap');
  const upsideDown = bad('mountingUp');
  const slips = events.flatMap((event) =>
    event.type === 'fault' && event.sentence.includes('has moved since') ? [event.sentence] : [],
  );
  const sides = events.flatMap((event) => (event.type === 'sideCheck' ? [event.result] : []));
  const told = sides.at(-1);
  const expected = faults.sidesSwapped ? 'swapped' : 'right';
  const leg = placement.split('_')[0];
  const found: Record<RunKind, boolean> = {
    nominal: checks.length > 0,
    swap: swaps.includes(leg),
    upsideDown: upsideDown.includes(placement),
    slip: slips.some((sentence) => sentence.includes(`${leg} `)),
    sides: told === expected,
  };
  const falseAlarm =
    (kind !== 'swap' && swaps.length > 0) ||
    (kind !== 'upsideDown' && upsideDown.length > 0) ||
    (kind === 'nominal' && (slips.length > 0 || told !== 'right'));
  return { found: found[kind], falseAlarm };
}

function arrivalOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

function pick<T>(random: Random, of: readonly T[]): T {
  return of[Math.min(of.length - 1, Math.floor(random.uniform(0, of.length)))];
}
