import { beforeAll, describe, expect, it } from 'vitest';
import type { LegFrame } from '../../src/model/bodyFrame.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import { PLACEMENTS, type Placement, SIDES, type Side } from '../../src/model/placement.ts';
import type { SensorId } from '../../src/model/sensor.ts';
import { eventsOf, type OfflineSession, rmsError, run, runOffline, START_US } from './offline.ts';

/**
 * 20 mg of accelerometer offset are 1.1° of inclination per segment, of which standing takes out
 * what is constant; the flexion axis is off by 2° or so, of which the ankle sees the sine of 30°
 * of shank tilt and the hip that of 60° of thigh tilt. The heading of the pelvis goes into hip
 * rotation one for one.
 */
const FLEXION_DEG = 1.7;
const EVERSION_DEG = 2.5;
const HIP_DEG = 3;
/**
 * With fewer sensors the grid begins some frames sooner, and with it what is calibrated on: far
 * less than the 2° a calibration is good for.
 */
const GRID_START_DEG = 0.3;
/** The foot's own inclination alone. */
const FOOT_ROLL_DEG = 0.5;

const OPTIONS = { reps: 5, fppaDeg: [0, 8, 18], footRollDeg: 8, placements: PLACEMENTS } as const;
const FOOT = ['ankleDorsiflexionDeg', 'ankleEversionDeg', 'footRollDeg'] as const;
const HIP = ['hipFlexionDeg', 'hipAdductionDeg', 'hipInternalRotationDeg'] as const;
const KNEE = ['kneeFlexionDeg', 'kneeValgusDeg', 'kneeInternalRotationDeg', 'fppaDeg'] as const;

describe.each([1, 4])('sensors on feet and pelvis, seed %i', (seed) => {
  let offline: OfflineSession;

  beforeAll(() => {
    // x of the foot's sensor lies along the toes: this person never rises onto them.
    offline = runOffline({ ...OPTIONS, seed, mounting: 'identity' });
  });

  it.each(SIDES)('give ankle and hip of the %s leg within their bounds', (side) => {
    expect(rmsError(offline, 'ankleDorsiflexionDeg', side)).toBeLessThan(FLEXION_DEG);
    expect(rmsError(offline, 'ankleEversionDeg', side)).toBeLessThan(EVERSION_DEG);
    expect(rmsError(offline, 'footRollDeg', side)).toBeLessThan(FOOT_ROLL_DEG);
    expect(rmsError(offline, 'kneeOverToeDeg', side)).toBeLessThan(EVERSION_DEG);
    expect(rmsError(offline, 'hipFlexionDeg', side)).toBeLessThan(FLEXION_DEG);
    expect(rmsError(offline, 'hipAdductionDeg', side)).toBeLessThan(HIP_DEG);
    expect(rmsError(offline, 'hipInternalRotationDeg', side)).toBeLessThan(HIP_DEG);
  });

  it.each(SIDES)('are in every frame of the %s leg once it is calibrated, with their ±', (side) => {
    const legs = framesOf(offline, side).filter(({ leg }) => isStated(leg, KNEE.slice(0, 3)));
    expect(legs.length).toBeGreaterThan(1000);
    for (const { leg } of legs) {
      expect(isStated(leg, [...FOOT, ...HIP])).toBe(true);
      expect(leg.measures.ankleEversionSdDeg).toBeGreaterThan(0.7);
      expect(leg.measures.footRollSdDeg).toBeGreaterThanOrEqual(0.5);
      expect(leg.measures.hipAdductionSdDeg).toBeGreaterThan(0.7);
    }
  });

  it('stand in the calibration: the pelvis with the forward its lean told, the foot without', () => {
    const [{ calibration }] = eventsOf(offline, 'calibration');
    for (const { foot, pelvis } of calibration.legs) {
      expect(foot?.directionSdRad).toBeNull();
      expect(pelvis?.directionSdRad).toBeLessThan(0.1);
    }
  });
});

describe('a foot sensor in any mounting that never told its toe line', () => {
  it('says in its ± that a roll may be anything, and is right while the foot is flat', () => {
    const offline = runOffline({ ...OPTIONS, seed: 7 });
    const flat = runOffline({ ...OPTIONS, seed: 7, footRollDeg: 0 });
    for (const side of SIDES) {
      expect(rmsError(flat, 'footRollDeg', side)).toBeLessThan(FOOT_ROLL_DEG);
      expect(rmsError(flat, 'ankleEversionDeg', side)).toBeLessThan(EVERSION_DEG);
      for (const { leg, timeUs } of framesOf(offline, side)) {
        const { footRollDeg, footRollSdDeg } = leg.measures;
        if (Number.isNaN(footRollDeg)) continue;
        const truth = offline.session
          .truthAt((timeUs - START_US) / 1e6)
          .find((each) => each.side === side);
        expect(Math.abs(footRollDeg - truth!.measures.footRollDeg)).toBeLessThan(3 * footRollSdDeg);
      }
    }
  });
});

describe('foot and pelvis sensors that are not there', () => {
  let all: OfflineSession;
  const idOf = (placement: Placement): SensorId =>
    all.session.feeds.find((feed) => feed.placement === placement)!.sensor.id;
  const not = (placements: readonly Placement[]) => {
    const ids = placements.map(idOf);
    return (input: PipelineInput): boolean => !ids.some((id) => sensorOf(input) === id);
  };

  beforeAll(() => {
    all = runOffline({ ...OPTIONS, seed: 2, mounting: 'identity' });
  });

  it('cost neither knee nor the other joint a bit', () => {
    const rest = ['right_foot', 'pelvis'] as const;
    const some = run(all.inputs.filter(not(rest)), all.settings);
    expect(some.frames.length).toBeGreaterThan(1000);
    expectSameKnees(all.frames, some.frames, GRID_START_DEG);
    const right = framesOf(some, 'right');
    const left = framesOf(some, 'left');
    expect(right.every(({ leg }) => isBlank(leg, [...FOOT, ...HIP]))).toBe(true);
    expect(left.every(({ leg }) => isBlank(leg, HIP))).toBe(true);
    expect(left.some(({ leg }) => isStated(leg, FOOT))).toBe(true);
  });

  it('leave the hip to a pelvis alone', () => {
    const some = run(all.inputs.filter(not(['right_foot', 'left_foot'])), all.settings);
    expectSameKnees(all.frames, some.frames, GRID_START_DEG);
    const last = some.frames[some.frames.length - 1];
    for (const leg of last.legs) {
      expect(isStated(leg, HIP)).toBe(true);
      expect(isBlank(leg, FOOT)).toBe(true);
    }
  });

  it('blank only their own values while they are lost in a set, and no flag of the leg', () => {
    const lost = [idOf('left_foot'), idOf('pelvis')];
    const { startS, endS } = all.session.reps[1];
    const isLost = (input: PipelineInput): boolean =>
      input.type === 'packet' &&
      lost.includes(input.packet.sensorId) &&
      input.packet.arrivalUs > START_US + startS * 1e6 &&
      input.packet.arrivalUs < START_US + endS * 1e6;
    const some = run(
      all.inputs.filter((input) => !isLost(input)),
      all.settings,
    );
    expectSameKnees(all.frames, some.frames);
    const gap = framesOf(some, 'left').filter(({ timeUs }) => {
      const s = (timeUs - START_US) / 1e6;
      return s > startS + 0.2 && s < endS - 0.2;
    });
    expect(gap.length).toBeGreaterThan(50);
    for (const { leg } of gap) {
      expect(isBlank(leg, [...FOOT, ...HIP])).toBe(true);
      expect(leg.quality.ankle).toBe(0);
      expect(leg.quality.knee).toBe(0);
      expect(leg.measures.kneeOverToeDeg).not.toBeNaN();
    }
    const last = some.frames[some.frames.length - 1].legs.find(({ side }) => side === 'left');
    expect(isStated(last!, [...FOOT, ...HIP])).toBe(true);
  });

  it('are zeroed at the next stand when they come late, without a new calibration', () => {
    const late = [idOf('right_foot'), idOf('pelvis')];
    const [{ timeUs: calibratedUs }] = eventsOf(all, 'calibration');
    const isPlacing = (input: PipelineInput): boolean =>
      input.type === 'placed' && late.includes(input.sensorId);
    const placing = all.inputs.filter(isPlacing);
    expect(placing).toHaveLength(2);
    const others = all.inputs.filter((input) => !isPlacing(input));
    const from = others.findIndex(
      (input) => input.type === 'packet' && input.packet.arrivalUs > calibratedUs + 1e6,
    );
    const some = run([...others.slice(0, from), ...placing, ...others.slice(from)], all.settings);
    expect(eventsOf(some, 'calibration')).toHaveLength(1);
    expectSameKnees(all.frames, some.frames);
    const right = framesOf(some, 'right').filter(({ leg }) => isStated(leg, KNEE.slice(0, 3)));
    expect(isBlank(right[0].leg, [...FOOT, ...HIP])).toBe(true);
    expect(isStated(right[right.length - 1].leg, [...FOOT, ...HIP])).toBe(true);
    const scored = { frames: some.frames, session: all.session };
    expect(rmsError(scored, 'ankleDorsiflexionDeg', 'right')).toBeLessThan(FLEXION_DEG);
    expect(rmsError(scored, 'hipFlexionDeg', 'right')).toBeLessThan(FLEXION_DEG);
    expect(rmsError(scored, 'footRollDeg', 'right')).toBeLessThan(FOOT_ROLL_DEG);
  });

  it('are known from the first frame on by a calibration found beforehand', () => {
    const [{ calibration }] = eventsOf(all, 'calibration');
    // As it is read from a recording.
    const stored: Calibration = JSON.parse(JSON.stringify(calibration));
    const known = run(beforehand(stored), all.settings);
    const right = framesOf(known, 'right').filter(({ leg }) => isStated(leg, KNEE.slice(0, 3)));
    expect(isStated(right[0].leg, FOOT)).toBe(true);
    // The hip's values have no flag of their own that could say that a filter settles.
    expect(right[0].timeUs).toBeLessThan(START_US + 1e6);
    for (const { timeUs, leg } of right) {
      if (timeUs > START_US + 4e6) expect(isStated(leg, HIP)).toBe(true);
    }
    const scored = { frames: known.frames, session: all.session };
    expect(rmsError(scored, 'ankleEversionDeg', 'right')).toBeLessThan(EVERSION_DEG);
    expect(rmsError(scored, 'hipAdductionDeg', 'right')).toBeLessThan(HIP_DEG);
  });

  it('are zeroed in standing where a stored calibration knows nothing of them', () => {
    const [{ calibration }] = eventsOf(all, 'calibration');
    const legs = calibration.legs.map(({ foot, pelvis, ...leg }) => leg);
    const known = run(beforehand({ ...calibration, legs }), all.settings);
    const right = framesOf(known, 'right').filter(({ leg }) => isStated(leg, KNEE.slice(0, 3)));
    expect(isBlank(right[0].leg, [...FOOT, ...HIP])).toBe(true);
    expect(isStated(right[right.length - 1].leg, [...FOOT, ...HIP])).toBe(true);
  });

  function beforehand(calibration: Calibration): PipelineInput[] {
    return [{ type: 'useCalibration', timeUs: START_US, calibration }, ...all.inputs];
  }

  it('are zeroed anew after they were taken off, and blank until then', () => {
    const foot = idOf('right_foot');
    const offUs = START_US + all.session.reps[2].startS * 1e6;
    const at = all.inputs.findIndex(
      (input) => input.type === 'packet' && input.packet.arrivalUs > offUs,
    );
    const some = run(
      [
        ...all.inputs.slice(0, at),
        { type: 'placed', timeUs: offUs, sensorId: foot, placement: null },
        { type: 'placed', timeUs: offUs, sensorId: foot, placement: 'right_foot' },
        ...all.inputs.slice(at),
      ],
      all.settings,
    );
    expect(eventsOf(some, 'calibration')).toHaveLength(1);
    expectSameKnees(all.frames, some.frames);
    const after = framesOf(some, 'right').filter(({ timeUs }) => timeUs > offUs);
    expect(isBlank(after[0].leg, FOOT)).toBe(true);
    expect(isStated(after[0].leg, HIP)).toBe(true);
    expect(isStated(after[after.length - 1].leg, FOOT)).toBe(true);
  });
});

function sensorOf(input: PipelineInput): SensorId | null {
  switch (input.type) {
    case 'packet':
      return input.packet.sensorId;
    case 'sensorLinked':
      return input.sensor.id;
    case 'placed':
      return input.sensorId;
    default:
      return null;
  }
}

interface TimedLeg {
  readonly timeUs: number;
  readonly leg: LegFrame;
}

function framesOf({ frames }: Pick<OfflineSession, 'frames'>, side: Side): TimedLeg[] {
  return frames.flatMap(({ timeUs, legs }) =>
    legs.filter((leg) => leg.side === side).map((leg) => ({ timeUs, leg })),
  );
}

function isStated(leg: LegFrame, measures: readonly (keyof LegFrame['measures'])[]): boolean {
  return measures.every((each) => Number.isFinite(leg.measures[each]));
}

function isBlank(leg: LegFrame, measures: readonly (keyof LegFrame['measures'])[]): boolean {
  return measures.every((each) => Number.isNaN(leg.measures[each]));
}

/** Bit for bit, or within `toleranceDeg`, wherever both have a frame, which is nearly everywhere. */
function expectSameKnees(
  frames: OfflineSession['frames'],
  others: OfflineSession['frames'],
  toleranceDeg = 0,
): void {
  const known = new Map(frames.map((frame) => [frame.timeUs, frame]));
  let compared = 0;
  for (const { timeUs, legs } of others) {
    for (const [i, leg] of legs.entries()) {
      const same = known.get(timeUs)?.legs[i];
      if (!same) continue;
      compared++;
      for (const measure of KNEE) {
        const [one, other] = [leg.measures[measure], same.measures[measure]];
        if (Object.is(one, other) || Math.abs(one - other) < toleranceDeg) continue;
        expect(one, `${measure} at ${timeUs}`).toBe(other);
      }
      expect(leg.quality.knee).toBe(same.quality.knee);
    }
  }
  expect(compared).toBeGreaterThan(1.9 * frames.length);
}
