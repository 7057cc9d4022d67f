import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { Impact } from '../impact.ts';
import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import type { LandingOptions } from './landingOptions.ts';
import type { Knot } from './quinticCurve.ts';
import type { SimulatedEvent } from './simulatedEvent.ts';

/** Between `takeOffS` and `contactS` nothing but gravity moves the body. */
export interface Flight {
  /** The support begins to go. */
  readonly startS: number;
  /** Nothing is carried any more. */
  readonly takeOffS: number;
  readonly contactS: number;
  /** Upward at take-off, m/s; 0 where the person steps off a box. */
  readonly speedMps: number;
  /** Downward at contact, m/s. */
  readonly contactSpeedMps: number;
  readonly jumpHeightM: number | null;
}

/** One drop from the box: from the floor onto it, down, and up to standing. */
export interface Drop {
  readonly startS: number;
  /** Standing on the box from here until the drop. */
  readonly onBoxS: number;
  readonly flights: readonly Flight[];
  readonly endS: number;
}

/** What the knees do over the whole session, and what follows from it. */
export interface LandingPlan {
  readonly drops: readonly Drop[];
  readonly flexion: readonly Knot[];
  readonly valgus: Readonly<Record<Side, readonly Knot[]>>;
  /** Toes up is positive. */
  readonly footPitch: readonly Knot[];
  /** 1 while the standing sway is away. */
  readonly busy: readonly Knot[];
  readonly events: readonly SimulatedEvent[];
  readonly impacts: readonly Impact[];
  readonly durationS: number;
}

/** The box gives way over this. */
export const UNLOADING_S = 0.06;
const DROP_S = 0.25;
/** From the first touch of the forefoot until the heel is down. */
export const HEEL_DOWN_S = 0.06;
const ONTO_BOX_S = 2.5;
const QUIET_S = 1.5;
const LEAN_S = 0.7;
const LEAN_FLEXION_DEG = 12;
export const CONTACT_FLEXION_DEG = 23;
const FAST_S = 0.04;
const FAST_FLEXION_DEG = 24;
/** Where the fast part passes into the slower one, °/s and °/s². */
const FAST_END_RATE = 400;
const FAST_END_ACCELERATION = -4000;
const DEEPEST_S = 0.2;
const HOLD_S = 0.3;
const PUSH_S = 0.3;
const STAND_UP_S = 1.2;
const REST_S = 3;
const POINTED_TOES_DEG = -20;
const VALGUS = { neutral: { deg: 4, inS: 0.1 }, marked: { deg: 12, inS: 0.04 } };

/** Lays drops and jumps out in time from `startS`, where the person stands on the floor. */
export function planLandings(startS: number, options: LandingOptions): LandingPlan {
  const random = new Random(wearingSeed(options), 'landing');
  const standing = (value = 0): Knot[] => [{ timeS: startS, value }];
  const flexion = standing();
  const valgus = { right: standing(), left: standing() };
  const footPitch = standing();
  const busy = standing();
  const events: SimulatedEvent[] = [];
  const impacts: Impact[] = [];
  const drops: Drop[] = [];
  let nowS = startS;
  for (let i = 0; i < options.landings; i++) {
    const dropStartS = nowS;
    const onBoxS = dropStartS + ONTO_BOX_S;
    const leanS = onBoxS + QUIET_S;
    const offS = leanS + LEAN_S;
    const takeOffS = offS + UNLOADING_S;
    flexion.push({ timeS: leanS, value: 0 }, { timeS: offS, value: LEAN_FLEXION_DEG });
    busy.push({ timeS: leanS, value: 0 }, { timeS: offS, value: 1 });
    const flights: Flight[] = [
      {
        startS: offS,
        takeOffS,
        contactS: takeOffS + DROP_S,
        speedMps: 0,
        contactSpeedMps: STANDARD_GRAVITY * (UNLOADING_S / 2 + DROP_S),
        jumpHeightM: null,
      },
    ];
    nowS = absorb(flights[0]);
    if (options.jumpHeightM > 0) {
      const jump = jumpFrom(nowS, options.jumpHeightM);
      push(jump);
      flights.push(jump);
      nowS = absorb(jump);
    }
    const upS = nowS + HOLD_S;
    nowS = upS + STAND_UP_S;
    const deepest = flexion[flexion.length - 1].value;
    flexion.push({ timeS: upS, value: deepest }, { timeS: nowS, value: 0 });
    busy.push({ timeS: upS, value: 1 }, { timeS: nowS, value: 0 });
    inward(upS, nowS, 0);
    nowS += QUIET_S;
    drops.push({ startS: dropStartS, onBoxS, flights, endS: nowS });

    /** The knees bend from contact to their deepest; gives the time of that. */
    function absorb({ startS: leaveS, takeOffS: freeS, contactS, jumpHeightM }: Flight): number {
      const deepestDeg = random.uniform(70, 80);
      const deepestS = contactS + DEEPEST_S;
      flexion.push(
        { timeS: contactS, value: CONTACT_FLEXION_DEG },
        {
          timeS: contactS + FAST_S,
          value: CONTACT_FLEXION_DEG + FAST_FLEXION_DEG,
          rate: FAST_END_RATE,
          acceleration: FAST_END_ACCELERATION,
        },
        { timeS: deepestS, value: deepestDeg },
      );
      for (const side of SIDES) {
        const { deg, inS } = VALGUS[valgusOf(options, i, side)];
        valgus[side].push({ timeS: contactS, value: 0 }, { timeS: contactS + inS, value: deg });
      }
      footPitch.push(
        { timeS: leaveS, value: 0 },
        { timeS: contactS, value: POINTED_TOES_DEG },
        { timeS: contactS + HEEL_DOWN_S, value: 0 },
      );
      const blow = {
        timeS: contactS,
        amplitudeG: random.uniform(6, 12),
        frequencyHz: random.uniform(20, 35),
        decayS: random.uniform(0.015, 0.025),
      };
      impacts.push(...SIDES.map((side) => ({ ...blow, side })));
      events.push(
        { timeS: freeS, type: 'takeOff' },
        { timeS: contactS, type: 'landing', flightS: contactS - freeS, jumpHeightM },
      );
      return deepestS;
    }

    /** The knees stretch for the jump and bend again in the air. */
    function push({ takeOffS: freeS, contactS }: Flight): void {
      const pushS = freeS - PUSH_S;
      const from = flexion[flexion.length - 1].value;
      flexion.push(
        { timeS: pushS, value: from },
        { timeS: freeS, value: CONTACT_FLEXION_DEG },
        { timeS: (freeS + contactS) / 2, value: LEAN_FLEXION_DEG },
      );
      inward(pushS, freeS, 0);
    }

    function inward(fromS: number, toS: number, deg: number): void {
      for (const side of SIDES) {
        const knots = valgus[side];
        knots.push(
          { timeS: fromS, value: knots[knots.length - 1].value },
          { timeS: toS, value: deg },
        );
      }
    }
  }
  return {
    drops,
    flexion,
    valgus,
    footPitch,
    busy,
    events,
    impacts,
    durationS: nowS + REST_S,
  };
}

/** A jump of `heightM` out of the deepest bend at `deepestS`. */
function jumpFrom(deepestS: number, heightM: number): Flight {
  const takeOffS = deepestS + PUSH_S;
  const speedMps = Math.sqrt(2 * STANDARD_GRAVITY * heightM);
  return {
    startS: takeOffS,
    takeOffS,
    contactS: takeOffS + (2 * speedMps) / STANDARD_GRAVITY,
    speedMps,
    contactSpeedMps: speedMps,
    jumpHeightM: heightM,
  };
}

function valgusOf({ valgus, affectedSide }: LandingOptions, drop: number, side: Side) {
  const affected = affectedSide === 'both' || affectedSide === side;
  return affected ? valgus[drop % valgus.length] : 'neutral';
}
