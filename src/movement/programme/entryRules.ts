import { SIDES, type Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';
import { bandWord } from '../bands/band.ts';
import { repsOf, statedBy } from '../metrics/legReps.ts';
import { headlineChange, inUnit, shown } from './headlineChange.ts';
import type { ProgrammeSession, SessionPart } from './history.ts';
import type { ProgrammeOptions } from './options.ts';
import { BAND_OF } from './programme.ts';

const LEAST_DEG = 5;
const LEAST_REPS_A_SIDE = 5;

/** What an assessment says of the two sides. */
export interface OneSided {
  /** The side to be trained; null where there is none, or it cannot be told. */
  readonly affected: Side | null;
  readonly sentence: string;
}

/**
 * The rule that opens work on one side: that side `slightly in` or more, the other in line, and
 * apart by 5° (2 cm) and the least detectable change, over five reps each with sound data.
 * @returns null where the session holds no assessment of both legs
 */
export function oneSided(session: ProgrammeSession, options: ProgrammeOptions): OneSided | null {
  const found = session.parts.flatMap((part) => oneSidedIn(part, options) ?? []);
  return found.find(({ affected }) => affected !== null) ?? found.at(-1) ?? null;
}

function oneSidedIn(part: SessionPart, { siteOf }: ProgrammeOptions): OneSided | null {
  // A band pulls one knee in: what is seen under it says nothing of the sides.
  if (part.step !== null || part.assessment === null) return null;
  const { headline, sets, task } = part;
  const legs = SIDES.map((side) => {
    const values = sets.flatMap(({ reps }) =>
      statedBy(repsOf(reps, side), ({ leg }) => leg.headlineAtPeakFlexion),
    );
    return { side, n: values.length, mean: mean(values.map(({ value }) => value)) };
  });
  if (legs.every(({ n }) => n === 0)) return null;
  const few = legs.find(({ n }) => n < LEAST_REPS_A_SIDE);
  if (few) {
    return {
      affected: null,
      sentence: `left against right was not assessed: ${few.n} reps of the ${few.side} with sound data, wanted ${LEAST_REPS_A_SIDE}`,
    };
  }
  const [worse, better] = [...legs].sort((a, b) => b.mean - a.mean);
  const size = worse.mean - better.mean;
  const mdc = headlineChange(headline, siteOf(task));
  if (mdc === null) {
    return { affected: null, sentence: `no least change is known of "${headline.label}"` };
  }
  const limit = Math.max(inUnit(LEAST_DEG, headline), mdc.mdc95);
  const bandOf = (value: number) => bandWord(value, headline.bandEdges);
  const told = `${worse.side} ${bandOf(worse.mean)} (${shown(worse.mean, headline)}), ${better.side} ${bandOf(better.mean)} (${shown(better.mean, headline)}), apart by ${shown(size, headline)}`;
  const holds =
    bandOf(worse.mean) !== BAND_OF.neutral &&
    bandOf(better.mean) === BAND_OF.neutral &&
    size >= limit;
  return holds
    ? { affected: worse.side, sentence: told }
    : {
        affected: null,
        sentence: `${told}; one side opens it when the other is in line and they are ${shown(limit, headline)} apart or more`,
      };
}
