import type { DetectableChange, SiteRepeatability } from '../../movement/detectableChange.ts';
import { thresholdsOf } from '../../movement/thresholds.ts';
import { ancestorsOf } from '../../reprocess/descent.ts';
import { changeThatTells } from '../figures/symmetryOf.ts';
import type { Report, ReportFigure } from '../report.ts';
import type { ChangeVerdict, FigureChange, ReportChange } from '../reportChange.ts';
import { cautionsOf } from './cautionsOf.ts';
import { CompareError, type WhyNotCompared } from './compareError.ts';

/** A mean of fewer says too little. */
const LEAST_VALID = 5;

/**
 * What changed since an earlier recording of the same person and task: differences of the means over
 * all that is valid, each with the least change that is no scatter between two mountings.
 * @throws CompareError for recordings that do not belong together, naming both
 */
export function compareReports(
  now: Report,
  earlier: Report,
  site: SiteRepeatability | null,
): ReportChange {
  requireComparable(now, earlier);
  const { id, subject, startedUs, software, method = 'live' } = earlier.session;
  const thresholds = thresholdsOf(now.session.settings);
  return {
    earlier: { id, subject, startedUs, software, method },
    figures: now.figures.flatMap((figure) => {
      const before = earlier.figures.find(
        ({ key, side }) => key === figure.key && side === figure.side,
      );
      return before
        ? [changeOf(figure, before, changeThatTells(figure.key, site, thresholds))]
        : [];
    }),
    cautions: cautionsOf(now, earlier),
  };
}

function changeOf(
  now: ReportFigure,
  earlier: ReportFigure,
  known: DetectableChange | null,
): FigureChange {
  const difference = now.mean - earlier.mean;
  return {
    key: now.key,
    side: now.side,
    earlier: earlier.mean,
    now: now.mean,
    nEarlier: earlier.n,
    nNow: now.n,
    difference,
    mdc95: known?.mdc95 ?? null,
    mdcFrom: known?.source ?? null,
    verdict: verdictOf(difference, known?.mdc95 ?? null, Math.min(now.n, earlier.n)),
  };
}

function verdictOf(difference: number, mdc95: number | null, least: number): ChangeVerdict {
  if (least < LEAST_VALID) return 'tooFew';
  if (mdc95 === null) return 'unknown';
  return Math.abs(difference) > mdc95 ? 'changed' : 'within';
}

function requireComparable(now: Report, earlier: Report): void {
  const [a, b] = [now.session, earlier.session];
  const differ = (why: WhyNotCompared, what: string, found: string, valid: string): CompareError =>
    new CompareError(why, `${what} (${found}): valid is an earlier recording ${valid}`);
  if (a.settings.task !== b.settings.task) {
    throw differ(
      'tasks',
      'the tasks differ',
      `${a.id} ${a.settings.task}, ${b.id} ${b.settings.task}`,
      'of the same task',
    );
  }
  if (a.subject !== b.subject) {
    throw differ(
      'people',
      'these are of two people',
      `${a.id} of ${a.subject}, ${b.id} of ${b.subject}`,
      'of the same subject',
    );
  }
  if (a.simulated !== b.simulated) {
    const [simulated, real] = a.simulated ? [a.id, b.id] : [b.id, a.id];
    throw differ('simulated', 'one is simulated', `${simulated}, not ${real}`, 'of the same kind');
  }
  if (originOf(now) === originOf(earlier)) {
    throw differ('oneSession', 'both are of one session', `${a.id}, ${b.id}`, 'of another session');
  }
  if (b.startedUs > a.startedUs) {
    throw differ(
      'later',
      'that one is later',
      `${b.id} began after ${a.id}`,
      'that began before it',
    );
  }
}

/** The session that the packets are of, however often it was processed: a name may be used twice. */
export function originOf({ session }: Pick<Report, 'session'>): string {
  return `${ancestorsOf(session).at(-1)?.id ?? session.id} ${session.startedUs}`;
}
