import { beforeAll, describe, expect, it } from 'vitest';
import { PLACEMENTS, SIDES } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { BodyMotion } from '../../src/simulator/bodyMotion.ts';
import { ImuErrors, NOMINAL_IMU } from '../../src/simulator/imuErrors.ts';
import { Random } from '../../src/simulator/random.ts';
import { sensorMount } from '../../src/simulator/sensorMount.ts';
import { SimulatedImu } from '../../src/simulator/simulatedImu.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { planSquats } from '../../src/simulator/squatPlan.ts';
import { SquatScript } from '../../src/simulator/squatScript.ts';
import { type SquatSession, simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';
import { StandingSway } from '../../src/simulator/sway.ts';
import { withHeelRises } from '../validate/mocap/heelRises.ts';
import { eventsOf, type Outcome, rmsError, run, START_US } from './offline.ts';

const SEED = 7;
/** Heel rises, and then at least as long a standing as the calibration takes. */
const STANDING_S = 16;
/** 3° of direction are 0.4° of a roll by 8°, and the foot's inclination comes to it. */
const FOOT_ROLL_DEG = 1;
/** The flexion axis, off by 2°, as seen at 30° of shank tilt, and two inclinations. */
const EVERSION_DEG = 2.5;
const DORSIFLEXION_DEG = 1.7;

describe('feet that rise onto their toes before the standing, sensors in any mounting', () => {
  let session: SquatSession;
  let outcome: Outcome;

  beforeAll(() => {
    session = simulateSquatSession({
      seed: SEED,
      reps: 5,
      footRollDeg: 8,
      standingS: STANDING_S,
      placements: PLACEMENTS,
    });
    const { person, options } = session;
    const sway = new StandingSway(new Random(SEED, 'sway'), options.swayDeg);
    const script = new SquatScript(planSquats(person, options), sway, null);
    const motion = new BodyMotion(person, options.toeOutDeg, script);
    const body = new StencilCache(withHeelRises((timeS) => motion.poseAt(timeS)));
    const feeds = PLACEMENTS.map(
      (placement) =>
        new SimulatedImu({
          placement,
          rateHz: options.rateHz,
          motion: body,
          mount: sensorMount(placement, person, 'random', SEED),
          errorsAt: (hz) => new ImuErrors(NOMINAL_IMU, hz, new Random(SEED, `errors ${placement}`)),
        }),
    );
    const { shankLengthM, thighLengthM } = person;
    const subject = { ...DEFAULT_SETTINGS.subject, shankLengthM, thighLengthM };
    outcome = run(simulatedInputs(feeds, START_US, session.durationS), {
      ...DEFAULT_SETTINGS,
      subject: { ...subject, toeOutDeg: options.toeOutDeg },
    });
  });

  it('know their toe lines in the calibration', () => {
    const [{ calibration }] = eventsOf(outcome, 'calibration');
    expect(calibration.verdict).not.toBe('redo');
    for (const { foot } of calibration.legs) expect(foot?.directionSdRad).toBeLessThan(0.1);
  });

  it.each(SIDES)('tell how the %s foot rolls under the shank', (side) => {
    const scored = { frames: outcome.frames, session };
    expect(rmsError(scored, 'footRollDeg', side)).toBeLessThan(FOOT_ROLL_DEG);
    expect(rmsError(scored, 'ankleEversionDeg', side)).toBeLessThan(EVERSION_DEG);
    expect(rmsError(scored, 'ankleDorsiflexionDeg', side)).toBeLessThan(DORSIFLEXION_DEG);
    for (const { legs } of outcome.frames) {
      const leg = legs.find((each) => each.side === side);
      if (leg && leg.quality.ankle === 0) expect(leg.measures.footRollSdDeg).toBeLessThan(1);
    }
  });
});
