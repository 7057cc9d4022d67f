import type { Side } from '../../model/placement.ts';
import { requireInteger, requireOneOf, requireWithin } from '../optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../sessionOptions.ts';

/** How far the knee goes in on landing: 4° in 100 ms, or 12° in 40 ms. */
export type LandingValgus = 'neutral' | 'marked';

/** What to simulate; the rest as in `SessionOptions`. */
export interface LandingOptions extends SessionOptions {
  /** Drops from a box of about 35 cm. */
  readonly landings: number;
  /** A jump of this height follows each drop, metres; 0 lands and stands up. */
  readonly jumpHeightM: number;
  /** Knee valgus on landing; the list cycles over the drops. */
  readonly valgus: readonly LandingValgus[];
  /** Legs that show it; the other one lands neutral. */
  readonly affectedSide: Side | 'both';
}

export const DEFAULT_LANDING_OPTIONS: LandingOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  rateHz: 200,
  landings: 3,
  jumpHeightM: 0,
  valgus: Object.freeze(['neutral'] as const),
  affectedSide: 'both',
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function landingOptions(given: Partial<LandingOptions>): LandingOptions {
  const options = { ...DEFAULT_LANDING_OPTIONS, ...given };
  checkSessionOptions(options);
  requireInteger('landings', options.landings, 0, 100);
  if (options.jumpHeightM !== 0)
    requireWithin('jumpHeightM', options.jumpHeightM, 0.1, 0.6, 'm, or 0 for none');
  if (options.valgus.length === 0) {
    throw new RangeError('valgus is an empty list; it needs at least one of neutral, marked');
  }
  for (const word of options.valgus) requireOneOf('valgus', word, ['neutral', 'marked']);
  requireOneOf('affectedSide', options.affectedSide, ['both', 'left', 'right']);
  return options;
}
