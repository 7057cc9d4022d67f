import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import type { LegSignals } from '../../../src/model/legSignals.ts';
import { PLACEMENTS } from '../../../src/model/placement.ts';
import {
  type DetectedLanding,
  LandingDetector,
} from '../../../src/movement/landings/landingDetector.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { quinticStep } from '../../../src/simulator/quinticStep.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { simulateBalanceSession } from '../../../src/simulator/tasks/balanceSession.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import type { LandingOptions } from '../../../src/simulator/tasks/landingOptions.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';
import type { TaskSession } from '../../../src/simulator/tasks/taskSession.ts';
import { type Felt, feltFeeds, segment } from '../feltFeeds.ts';

const RATE_HZ = 200;
const WORN = PLACEMENTS.filter((each) => /thigh|shank/.test(each));

function landingsIn(felt: Iterable<Felt>, rateHz = RATE_HZ): DetectedLanding[] {
  const detector = new LandingDetector(DEFAULT_THRESHOLDS.landing, rateHz);
  const found: DetectedLanding[] = [];
  for (const { timeUs, signals } of felt) {
    const landing = detector.step(timeUs, signals);
    if (landing) found.push(landing);
  }
  return found;
}

describe('contacts of simulated landings', () => {
  const HEIGHTS_M = [0, 0.1, 0.25, 0.5];

  it('are found within a sample and 5 ms on both legs, and take-offs of jumps as well', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const jumpHeightM = HEIGHTS_M[seed % HEIGHTS_M.length];
      const session = simulateLandingSession({
        seed,
        rateHz: RATE_HZ,
        landings: 1,
        jumpHeightM,
        valgus: [seed % 3 === 0 ? 'neutral' : 'marked'],
        placements: WORN,
      });
      const truths = session.events.flatMap((event) => (event.type === 'landing' ? [event] : []));
      const found = landingsIn(around(session));
      expect(found, `seed ${seed}`).toHaveLength(truths.length);
      for (const [i, { timeS, flightS, jumpHeightM: height }] of truths.entries()) {
        expect(found[i].contacts.map(({ side }) => side).sort()).toEqual(['left', 'right']);
        for (const { timeUs } of found[i].contacts) {
          expect(Math.abs(timeUs / 1e6 - timeS), `seed ${seed}`).toBeLessThan(0.01);
        }
        if (height === null) continue;
        // Measured: −8.6 ± 0.2 ms here, and 4 to 17 ms late on jumps of people before cameras.
        expect(Math.abs(found[i].takeOffUs / 1e6 - (timeS - flightS))).toBeLessThan(0.015);
      }
    }
  });

  it.each(['right', 'left'] as const)('are found with the %s leg alone', (side) => {
    const session = simulateLandingSession({
      seed: 4,
      rateHz: RATE_HZ,
      landings: 1,
      jumpHeightM: 0.25,
      placements: WORN.filter((each) => each.startsWith(side)),
    });
    const truths = session.events.filter(({ type }) => type === 'landing');
    const found = landingsIn(onlyHeard(around(session), side));
    expect(found).toHaveLength(2);
    for (const [i, { contacts }] of found.entries()) {
      expect(contacts).toHaveLength(1);
      expect(Math.abs(contacts[0].timeUs / 1e6 - truths[i].timeS)).toBeLessThan(0.01);
    }
  });

  it('are not invented where the flight was not heard', () => {
    const session = simulateLandingSession({
      seed: 2,
      rateHz: RATE_HZ,
      landings: 1,
      placements: WORN,
    });
    const landing = session.events.find(({ type }) => type === 'landing');
    const contactS = landing?.timeS ?? 0;
    const felt = feltFeeds(session.feeds, contactS - 2, contactS + 1);
    expect(landingsIn(deafFor(felt, contactS - 0.2, contactS - 0.05))).toHaveLength(0);
  });
});

describe('no landing is', () => {
  it.each([
    ['a squat', simulateSquatSession({ rateHz: RATE_HZ, reps: 2, placements: WORN })],
    [
      'walking',
      simulateGaitSession({ rateHz: RATE_HZ, strides: 8, strideS: 0.8, placements: WORN }),
    ],
    [
      'standing on one leg with touch-downs',
      simulateBalanceSession({ rateHz: RATE_HZ, placements: WORN }),
    ],
  ])('%s', (_, { feeds, durationS }) => {
    expect(landingsIn(feltFeeds(feeds, Math.max(0, durationS - 20), durationS))).toHaveLength(0);
  });

  it('a foot that stamps, with both legs worn or with one', () => {
    for (const [fromDeg, lastsS] of [
      [60, 0.2],
      [60, 0.3],
      [90, 0.2],
      [90, 0.4],
    ]) {
      const stamping = (timeS: number) => stampingLeg(timeS, fromDeg, lastsS);
      expect(landingsIn(spread(4, (timeS) => [stamping(timeS), standing('left')]))).toHaveLength(0);
      expect(landingsIn(spread(4, (timeS) => [stamping(timeS)]))).toHaveLength(0);
    }
  });

  it('a tap on a sensor, on the floor or in the air', () => {
    const tapped = (timeS: number, atS: number, restG: number): LegSignals => {
      const isTap = timeS >= atS && timeS < atS + 0.015;
      const forceG = isTap ? 6 : restG;
      return leg('right', restG, forceG);
    };
    expect(landingsIn(spread(3, (timeS) => [tapped(timeS, 2, 1)]))).toHaveLength(0);
    const inTheAir = landingsIn(
      spread(3, (timeS) => {
        if (timeS < 1) return [leg('right', 1, 1)];
        return [timeS < 1.4 ? tapped(timeS, 1.2, 0.2) : leg('right', 2, 3)];
      }),
    );
    expect(inTheAir).toHaveLength(1);
    expect(inTheAir[0].contacts[0].timeUs / 1e6).toBeCloseTo(1.4, 2);
  });

  it('a sensor that is taken off and dropped for longer than a person flies', () => {
    const felt = spread(5, (timeS) => [
      timeS > 1 && timeS < 3 ? leg('right', 0.1, 0.1) : leg('right', 4, 4),
    ]);
    expect(landingsIn(felt)).toHaveLength(0);
  });
});

/** From a step onto the box to the end of the last landing. */
function around({ feeds, events }: TaskSession<LandingOptions>): Generator<Felt> {
  const timesS = events.filter(({ type }) => type === 'landing').map(({ timeS }) => timeS);
  return feltFeeds(feeds, timesS[0] - 2.5, timesS[timesS.length - 1] + 0.6);
}

function* spread(lastsS: number, at: (timeS: number) => LegSignals[]): Generator<Felt> {
  for (let i = 0; i < lastsS * RATE_HZ; i++) {
    yield { timeUs: (i * 1e6) / RATE_HZ, signals: at(i / RATE_HZ) };
  }
}

function leg(side: 'right' | 'left', thighG: number, shankG: number): LegSignals {
  return {
    side,
    thigh: segment(thighG * STANDARD_GRAVITY),
    shank: segment(shankG * STANDARD_GRAVITY),
  };
}

function standing(side: 'right' | 'left'): LegSignals {
  return leg(side, 1, 1);
}

/** The thigh is lifted and driven down below a hip that stays; the shank hangs and hits the floor. */
function stampingLeg(timeS: number, fromDeg: number, lastsS: number): LegSignals {
  const [liftS, downS, thighM] = [1, 2, 0.43];
  const tiltAt = (t: number) =>
    RAD_PER_DEG * fromDeg * (quinticStep((t - liftS) / 0.5) - quinticStep((t - downS) / lastsS));
  const h = 1e-3;
  const feltAt = (lengthM: number, extraG: number) => {
    const [x, y] = [Math.sin, (tilt: number) => -Math.cos(tilt)].map((along) => {
      const at = (t: number) => lengthM * along(tiltAt(t));
      return (at(timeS - h) - 2 * at(timeS) + at(timeS + h)) / h ** 2;
    });
    return Math.hypot(x, y + (1 + extraG) * STANDARD_GRAVITY) / STANDARD_GRAVITY;
  };
  const sinceS = timeS - downS - lastsS;
  const ringG = sinceS > 0 ? 8 * Math.exp(-sinceS / 0.02) * Math.sin(2 * Math.PI * 25 * sinceS) : 0;
  return leg('right', feltAt(thighM / 2, 0.4 * ringG), feltAt(thighM, ringG));
}

function* onlyHeard(felt: Iterable<Felt>, side: 'right' | 'left'): Generator<Felt> {
  for (const { timeUs, signals } of felt) {
    yield { timeUs, signals: signals.filter((each) => each.side === side) };
  }
}

function* deafFor(felt: Iterable<Felt>, fromS: number, toS: number): Generator<Felt> {
  for (const { timeUs, signals } of felt) {
    const isDeaf = timeUs / 1e6 >= fromS && timeUs / 1e6 <= toS;
    const unheard = signals.map(({ side }) => ({ side, thigh: null, shank: null }));
    yield { timeUs, signals: isDeaf ? unheard : signals };
  }
}
