import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { SensorProgress } from '../../model/calibrationProgress.ts';
import type { Placement, Side } from '../../model/placement.ts';
import type { FlexionCounter } from './flexionCounter.ts';
import { hasGravity, type StillnessFigures } from './quietStanding.ts';

/** Up to so many sensors are named; where more move, the person does. */
const MOST_NAMED = 2;

/** What a step waits for in vain: sensors that wear a place and deliver nothing. */
export function missingHint(places: readonly Placement[]): string {
  return `No data from the ${listed(places.map(nameOf))}`;
}

/** Why a pose does not count as held; null where it does. */
export function stillHint(sensors: readonly (SensorProgress & StillnessFigures)[]): string | null {
  const unrest = sensors.filter(({ isStill }) => !isStill);
  const [first] = unrest;
  if (first === undefined) return null;
  const wrong = unrest.find((figures) => !hasGravity(figures) && figures.rateSdDps < 1);
  if (wrong) {
    const size = wrong.gravityMps2.toFixed(1);
    return `The sensor on the ${nameOf(wrong.placement)} reads gravity as ${size} m/s², not ${STANDARD_GRAVITY.toFixed(1)}: take another one`;
  }
  if (unrest.length > MOST_NAMED) return 'Hold still';
  const names = listed(unrest.map(({ placement }) => nameOf(placement)));
  return `${names.charAt(0).toUpperCase()}${names.slice(1)} ${unrest.length > 1 ? 'move' : 'moves'}: hold still`;
}

/** What to do otherwise in the squats, by what their end waits for; null while it goes well. */
export function bendHint(
  legs: readonly { readonly side: Side; readonly counter: FlexionCounter }[],
  { bends, isOver, hasBegun }: { bends: number; isOver: boolean; hasBegun: boolean },
): string | null {
  if (isOver) return 'Stand still a moment longer';
  if (!hasBegun) return null;
  const counters = legs.map(({ counter }) => counter);
  const upright = counters.every((counter) => counter.upright);
  const fewest = Math.min(...counters.map(({ count }) => count));
  const most = Math.max(...counters.map(({ count }) => count));
  const behind = legs.find(({ counter }) => counter.count === fewest);
  // In the middle of a squat one leg is past its edge a little before the other.
  if (behind && fewest < bends && (most - fewest > 1 || (upright && most > fewest))) {
    return `Bend both knees alike: the ${behind.side} knee has ${fewest} of ${bends}`;
  }
  if (fewest >= bends) return upright ? null : 'Now stand upright';
  if (counters.some((counter) => counter.turnedBack)) return 'Stand upright between the squats';
  if (upright && counters.every((counter) => counter.wasShallow)) return 'Squat a little deeper';
  return null;
}

function nameOf(placement: Placement): string {
  return placement.replace('_', ' ');
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
