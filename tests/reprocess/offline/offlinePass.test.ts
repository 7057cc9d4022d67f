import { beforeAll, describe, expect, it } from 'vitest';
import { quatConjugate, quatMultiply } from '../../../src/geometry/quaternion.ts';
import type { BodyFrame, LegMeasure } from '../../../src/model/bodyFrame.ts';
import type { PipelineInput } from '../../../src/model/events.ts';
import type { Placement } from '../../../src/model/placement.ts';
import { hasFlag, type QualityFlag } from '../../../src/model/quality.ts';
import { timeOf } from '../../../src/reprocess/inputs.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { type SquatSession, simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { START_US } from '../../pipeline/offline.ts';
import { type Processed, processEachWay, rmsErrorOf, settingsFor, type Way } from './processed.ts';

const WAYS = ['live', 'offline'] as const;

interface Simulated {
  readonly session: SquatSession;
  readonly inputs: readonly PipelineInput[];
}

function simulated(seed: number, reps = 4): Simulated {
  const session = simulateSquatSession({ seed, reps, fppaDeg: [0, 8, 18, 24] });
  return { session, inputs: [...simulatedInputs(session.feeds, START_US, session.durationS)] };
}

function eachWay({ session, inputs }: Simulated): Promise<Record<Way, Processed>> {
  return processEachWay(inputs, settingsFor(session));
}

/** Without the packets of a sensor that arrived in a stretch, s. */
function without({ session, inputs }: Simulated, placement: Placement, fromS: number, toS: number) {
  const { id } = session.feeds.find((feed) => feed.placement === placement)!.sensor;
  return inputs.filter(
    (input) =>
      input.type !== 'packet' || input.packet.sensorId !== id || !within(timeOf(input), fromS, toS),
  );
}

function within(timeUs: number, fromS: number, toS: number): boolean {
  const timeS = (timeUs - START_US) / 1e6;
  return timeS >= fromS && timeS < toS;
}

function framesIn({ frames }: Processed, fromS: number, toS: number): BodyFrame[] {
  return frames.filter(({ timeUs }) => within(timeUs, fromS, toS));
}

function flagged(frames: readonly BodyFrame[], flag: QualityFlag): number {
  return frames.filter(({ legs }) => legs.some(({ quality }) => hasFlag(quality.projection, flag)))
    .length;
}

/** Root mean square of how far segments lean off, both of both legs, degrees. */
function inclinationErrorDeg({ frames }: Processed, session: SquatSession): number {
  let sum = 0;
  let count = 0;
  for (const { timeUs, legs } of frames) {
    const truth = session.truthAt((timeUs - START_US) / 1e6);
    for (const [i, leg] of legs.entries()) {
      for (const segment of ['thigh', 'shank'] as const) {
        const [w, x, y, z] = quatMultiply(leg[segment], quatConjugate(truth[i][segment]));
        const offDeg = (2 * Math.atan2(Math.hypot(x, z), Math.hypot(w, y)) * 180) / Math.PI;
        if (Number.isNaN(offDeg)) continue;
        sum += offDeg ** 2;
        count++;
      }
    }
  }
  return Math.sqrt(sum / count);
}

describe('the offline pass over simulated sessions', () => {
  const seeds = [1, 3, 7];
  const all: { readonly session: SquatSession; readonly ways: Record<Way, Processed> }[] = [];

  beforeAll(async () => {
    for (const seed of seeds) {
      const given = simulated(seed);
      all.push({ session: given.session, ways: await eachWay(given) });
    }
  }, 180_000);

  /** Over all sessions. */
  function rms(way: Way, of: (processed: Processed, session: SquatSession) => number): number {
    const squares = all.map(({ session, ways }) => of(ways[way], session) ** 2);
    return Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / squares.length);
  }

  it('gives the same bits again from its own recording, which says how it was made', () => {
    for (const { ways } of all) {
      for (const way of WAYS) expect(ways[way].difference).toBeNull();
      expect(ways.offline.frames).not.toEqual(ways.live.frames);
    }
  });

  it('has the same frames, and counts the same repetitions', () => {
    for (const { ways, session } of all) {
      const [live, offline] = WAYS.map((way) => ways[way].frames.map(({ timeUs }) => timeUs));
      expect(offline).toEqual(live);
      expect(ways.offline.report.framesWithAngles).toBe(offline.length);
      for (const way of WAYS) expect(ways[way].report.reps).toBe(session.reps.length);
      expect(ways.offline.report.calibration?.verdict).toBe('good');
    }
  });

  it('leans off less than the live pass', () => {
    const live = rms('live', inclinationErrorDeg);
    const offline = rms('offline', inclinationErrorDeg);
    // Offsets of the accelerometers, which no filter sees, are most of it: 4 to 8 % are left to gain.
    expect(offline).toBeLessThan(0.98 * live);
  });

  it.each([
    // What sensors have wrong for good is most of every angle. Measured −7 %, +3 % and +15 % (0.13°): parts
    // of 1° to 2° of thigh and shank cancel in the projection, offline a little less than live.
    ['kneeFlexionDeg', 1],
    ['kneeValgusDeg', 1.05],
    ['fppaDeg', 1.25],
  ] as const)('stays near the live pass or betters it in %s', (measure: LegMeasure, most) => {
    const error = (processed: Processed, session: SquatSession): number =>
      rmsErrorOf(processed, session, measure);
    expect(rms('offline', error)).toBeLessThan(most * rms('live', error));
  });

  it('dates the bottom of each repetition within what was simulated, without lag', () => {
    for (const { ways, session } of all) {
      const reps = ways.offline.events.flatMap((each) => (each.type === 'rep' ? [each.rep] : []));
      for (const [i, { bottomUs }] of reps.entries()) {
        // The bound of the movement specification for live detectors.
        expect(Math.abs((bottomUs - START_US) / 1e6 - session.reps[i].bottomS)).toBeLessThan(0.15);
      }
    }
  });

  it('has nothing that settles', () => {
    for (const { ways } of all) {
      expect(flagged(ways.live.frames, 'settling')).toBeGreaterThan(200);
      expect(flagged(ways.offline.frames, 'settling')).toBe(0);
    }
  });
});

describe('the offline pass over damaged sessions', () => {
  const given = simulated(5);
  const { session } = given;
  const lastS = session.reps.at(-1)!.bottomS;

  it('has ankle and hip where feet and pelvis wear sensors, from the first second on', async () => {
    const worn = simulateSquatSession({
      seed: 5,
      reps: 2,
      placements: ['right_thigh', 'right_shank', 'right_foot', 'pelvis'],
    });
    const inputs = [...simulatedInputs(worn.feeds, START_US, worn.durationS)];
    const { offline } = await eachWay({ session: worn, inputs });
    expect(offline.difference).toBeNull();
    for (const measure of ['ankleDorsiflexionDeg', 'hipFlexionDeg'] as const) {
      const stated = offline.frames.filter(({ legs }) =>
        Number.isFinite(legs[0].measures[measure]),
      );
      expect(stated.length).toBeGreaterThan(0.9 * offline.frames.length);
      // Twice the bound of the live knee: the sensor's own axis stands in for a toe line.
      expect(rmsErrorOf(offline, worn, measure)).toBeLessThan(3.4);
    }
  });

  it('bridges a short gap as live', async () => {
    const inputs = without(given, 'right_thigh', 30, 30.4);
    const { offline } = await eachWay({ session, inputs });
    expect(offline.difference).toBeNull();
    expect(flagged(framesIn(offline, 30.05, 30.35), 'stale')).toBeGreaterThan(25);
    expect(flagged(framesIn(offline, 30.5, 60), 'stale')).toBe(0);
    expect(flagged(offline.frames, 'settling')).toBe(0);
    // The bound of the pipeline's own accuracy test.
    expect(rmsErrorOf(offline, session, 'kneeFlexionDeg', (s) => s > 30.5)).toBeLessThan(1.7);
  });

  it('finds the headings behind a loss of five seconds by what comes after it', async () => {
    const inputs = without(given, 'left_shank', lastS - 8, lastS - 3);
    const { live, offline } = await eachWay({ session, inputs });
    expect(offline.difference).toBeNull();
    const behind = (processed: Processed): BodyFrame[] =>
      framesIn(processed, lastS - 2.5, session.durationS - 0.5);
    // Live waits for movement that tells it; here what comes after is known already.
    expect(flagged(behind(live), 'headingStale')).toBeGreaterThan(50);
    expect(flagged(behind(offline), 'headingStale')).toBe(0);
    expect(rmsErrorOf(offline, session, 'fppaDeg', (s) => s > lastS - 2.5)).toBeLessThan(3.5);
    const inside = framesIn(offline, lastS - 7.5, lastS - 3.5);
    for (const { legs } of inside) {
      const left = legs.find(({ side }) => side === 'left')!;
      expect(left.measures.kneeFlexionDeg).toBeNaN();
      expect(hasFlag(left.quality.knee, 'stale')).toBe(true);
    }
  });

  it('flags a stretch that is too short to be oriented', async () => {
    const once = without(given, 'right_shank', lastS - 6, lastS - 4);
    const inputs = without({ session, inputs: once }, 'right_shank', lastS - 2.5, lastS + 1);
    const { offline } = await eachWay({ session, inputs });
    const between = framesIn(offline, lastS - 3.9, lastS - 2.6);
    expect(between.length).toBeGreaterThan(100);
    expect(flagged(between, 'settling')).toBe(between.length);
    expect(flagged(framesIn(offline, 0, lastS - 6.1), 'settling')).toBe(0);
  });

  it('has angles where packets were too late for the live frames', async () => {
    const { id } = session.feeds[0].sensor;
    // All of one sensor's packets of a second come at its end: the others do not wait for so long.
    const inputs = given.inputs
      .map((input) =>
        input.type === 'packet' &&
        input.packet.sensorId === id &&
        within(timeOf(input), lastS - 1, lastS)
          ? { ...input, packet: { ...input.packet, arrivalUs: START_US + lastS * 1e6 } }
          : input,
      )
      .toSorted((a, b) => timeOf(a) - timeOf(b));
    const { live, offline } = await eachWay({ session, inputs });
    expect(flagged(framesIn(live, lastS - 0.9, lastS), 'stale')).toBeGreaterThan(50);
    expect(flagged(offline.frames, 'stale')).toBe(0);
    expect(offline.difference).toBeNull();
  });

  it('flags every angle of a session without a calibration movement', async () => {
    const few = simulated(5, 1);
    const inputs = few.inputs.filter(
      (input) => input.type !== 'packet' || input.packet.arrivalUs > START_US + 20e6,
    );
    const { offline } = await eachWay({ session: few.session, inputs });
    expect(offline.difference).toBeNull();
    expect(offline.report.calibration).toMatchObject({
      method: 'assessedMovement',
      verdict: 'redo',
    });
    const stated = offline.frames.flatMap(({ legs }) =>
      legs.filter(({ measures }) => Number.isFinite(measures.kneeFlexionDeg)),
    );
    expect(stated.length).toBeGreaterThan(500);
    expect(stated.every(({ quality }) => hasFlag(quality.knee, 'uncalibrated'))).toBe(true);
  });

  it('calibrates anew where somebody wished for it later on', async () => {
    const longer = simulateSquatSession({ seed: 5, reps: 6, sets: 2 });
    // Behind the first set, before the stand between both.
    const wishedUs = START_US + (longer.reps[5].endS + 0.2) * 1e6;
    const all = [...simulatedInputs(longer.feeds, START_US, longer.durationS)];
    const at = all.findIndex((input) => timeOf(input) >= wishedUs);
    const inputs = all.toSpliced(at, 0, { type: 'recalibrate', timeUs: wishedUs });
    const { offline } = await eachWay({ session: longer, inputs });
    expect(offline.difference).toBeNull();
    const found = offline.events.filter(({ type }) => type === 'calibration');
    expect(found).toHaveLength(2);
    const behindS = (found[1].timeUs - START_US) / 1e6;
    const error = rmsErrorOf(offline, longer, 'kneeFlexionDeg', (s) => s > behindS);
    expect(error).toBeLessThan(1.7);
  });
});
