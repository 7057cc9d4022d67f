import { createRequire } from 'node:module';
import { quoted } from '../importError.ts';
import { QUANTITIES, type Quantity } from './quantity.ts';

/** Standard gravity, m/s² (3rd General Conference on Weights and Measures, 1901). */
const STANDARD_GRAVITY = 9.80665;

/** To mathjs `g` is the gram, of which no acceleration is made. */
const GRAVITIES: Readonly<Record<string, number>> = {
  g: STANDARD_GRAVITY,
  gravity: STANDARD_GRAVITY,
  mg: STANDARD_GRAVITY / 1000,
};

/**
 * By which a number in the unit `text` is multiplied to have the unit of `QUANTITIES`.
 * @throws RangeError for what is no unit, or the unit of another quantity.
 */
export function unitFactor(quantity: Quantity, text: string): number {
  if (quantity === 'acceleration' && Object.hasOwn(GRAVITIES, text)) return GRAVITIES[text];
  const { unit, otherUnits } = QUANTITIES[quantity];
  const valid = `valid are for example ${unit}, ${otherUnits}`;
  // mathjs would read `2 s` as the unit s.
  const from = /^\p{L}/u.test(text) ? parsed(asMathjsWrites(text)) : null;
  if (from === null) throw new RangeError(`${quoted(text)} is not a unit; ${valid}`);
  if (!from.equalBase(math().unit(1, unit))) {
    throw new RangeError(`${quoted(text)} is not a unit of ${quantity}; ${valid}`);
  }
  return from.toNumber(unit);
}

function asMathjsWrites(text: string): string {
  return text.replace(/^[µμ]/, 'u').replace('²', '^2');
}

function parsed(text: string) {
  try {
    return math().unit(1, text);
  } catch {
    return null;
  }
}

type Mathjs = typeof import('mathjs');
let loaded: Mathjs | null = null;

/** Its bundle, as the calibration loads it, and only for files that have a mapping. */
function math(): Mathjs {
  if (loaded !== null) return loaded;
  const bundle: Mathjs = createRequire(import.meta.url)('mathjs/lib/browser/math.js');
  loaded = bundle;
  return bundle;
}
