import type { RepeatedMeasure } from './repeatedMeasures.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from './thresholds.ts';

/** Between what two set means lies: nothing but time, or the sensors were taken off and put on. */
export type Between = 'sameMounting' | 'newMounting';

/** What a site measured of itself; in the quantity's unit. */
export interface SiteChange {
  readonly mdc95: number;
  readonly df: number;
}

/** A site's own figures: of one task, by quantity. */
export interface SiteRepeatability {
  readonly between: Between;
  readonly changes: Readonly<Partial<Record<RepeatedMeasure, SiteChange>>>;
}

export interface DetectableChange {
  readonly mdc95: number;
  readonly source: 'site' | 'default';
}

/** With fewer degrees of freedom a small figure of a site may be luck. */
export const SURE_DF = 8;

/** The default of a quantity, null where the specification has none. */
export function defaultMdc95(
  measure: RepeatedMeasure,
  between: Between,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): number | null {
  const { withinSession, betweenSession } = thresholds.mdc95;
  const named = between === 'sameMounting' ? withinSession : betweenSession;
  return byMeasure(named)[measure] ?? null;
}

/**
 * The least change between two sets that counts as one. The site's own where it measured it; with
 * fewer than 8 degrees of freedom only if it is larger than the default, for a small one may be luck.
 * @param site null where nothing was measured
 * @param thresholds of the session the sets are from
 * @returns null where neither knows the quantity
 */
export function detectableChange(
  measure: RepeatedMeasure,
  between: Between,
  site: SiteRepeatability | null,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): DetectableChange | null {
  const standard = defaultMdc95(measure, between, thresholds);
  const own = site?.between === between ? site.changes[measure] : undefined;
  if (own && (standard === null || own.df >= SURE_DF || own.mdc95 > standard)) {
    return { mdc95: own.mdc95, source: 'site' };
  }
  return standard === null ? null : { mdc95: standard, source: 'default' };
}

function byMeasure(named: {
  readonly kneeValgus: number;
  readonly fppa: number;
  readonly kneeOverToe: number;
  readonly footRoll?: number | undefined;
}): Partial<Record<RepeatedMeasure, number>> {
  const { kneeValgus, fppa, kneeOverToe, footRoll } = named;
  return {
    kneeValgusDeg: kneeValgus,
    fppaDeg: fppa,
    kneeOverToeDeg: kneeOverToe,
    ...(footRoll === undefined ? {} : { footRollDeg: footRoll }),
  };
}
