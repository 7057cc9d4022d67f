import { describe, expect, it } from 'vitest';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { CompareError } from '../../../src/report/compare/compareError.ts';
import { compareReports } from '../../../src/report/compare/compareReports.ts';
import type { Report } from '../../../src/report/report.ts';
import { metric, repLeg, repOf } from '../../movement/reps.ts';
import { STARTED_US, sessionSteps } from '../../recording/session.ts';
import { eventStep, reportOn } from '../recorded.ts';

const LATER: Partial<SessionMetadata> = { id: 'later', startedUs: STARTED_US + 86_400e6 };

/** Squats with these projection angles of the right leg. */
function squats(
  fppaDeg: readonly number[],
  facts: Partial<SessionMetadata> = {},
  peakFlexionDeg = 95,
): Promise<Report> {
  return reportOn(facts, [
    ...sessionSteps(0.1),
    ...fppaDeg.map((atPeakFlexion, i) => {
      const metrics = {
        fppaDeg: metric({ atPeakFlexion }),
        kneeMedialDeviationM: metric({ atPeakFlexion: atPeakFlexion / 400 }),
      };
      const legs = [repLeg('right', { metrics, peakFlexionDeg }), repLeg('left')];
      const rep = repOf(i + 1, { legs });
      return eventStep({ type: 'rep', timeUs: STARTED_US + i * 1e6, rep });
    }),
  ]);
}

const FIVE = [10, 11, 12, 13, 14];

describe('what changed', () => {
  it('is called so only beyond the minimal detectable change', async () => {
    const now = await squats(FIVE, LATER);
    // The default between two mountings is 8° of projection angle.
    for (const [earlier, verdict, difference] of [
      [FIVE.map((deg) => deg + 7.9), 'within', -7.9],
      [FIVE.map((deg) => deg + 8.1), 'changed', -8.1],
      [FIVE.map((deg) => deg - 8.1), 'changed', 8.1],
    ] as const) {
      const change = compareReports(now, await squats(earlier), null);
      const fppa = change.figures.find(({ key }) => key === 'fppaDeg');
      expect(fppa).toMatchObject({ side: 'right', nNow: 5, nEarlier: 5, mdc95: 8, verdict });
      expect(fppa?.difference).toBeCloseTo(difference, 9);
    }
  });

  it('is not told where nobody knows the scatter, or of fewer than five', async () => {
    const now = await squats(FIVE, LATER);
    const { figures } = compareReports(now, await squats(FIVE.map((deg) => deg + 30)), null);
    const deviation = figures.find(({ key }) => key === 'kneeMedialDeviationCm');
    expect(deviation).toMatchObject({ mdc95: null, verdict: 'unknown' });
    const few = compareReports(now, await squats([60, 60, 60, 60]), null);
    const fppa = few.figures.find(({ key }) => key === 'fppaDeg');
    expect(fppa).toMatchObject({ nEarlier: 4, mdc95: 8, verdict: 'tooFew' });
  });

  it('is judged by the figures of the site where it has its own', async () => {
    const site = {
      between: 'newMounting',
      changes: { fppaDeg: { mdc95: 3, df: 10 }, kneeMedialDeviationM: { mdc95: 1.5, df: 10 } },
    } as const;
    const now = await squats(FIVE, LATER);
    const { figures } = compareReports(now, await squats(FIVE.map((deg) => deg + 4)), site);
    expect(figures.find(({ key }) => key === 'fppaDeg')).toMatchObject({
      mdc95: 3,
      mdcFrom: 'site',
      verdict: 'changed',
    });
    expect(figures.find(({ key }) => key === 'kneeMedialDeviationCm')).toMatchObject({
      mdc95: 1.5,
      verdict: 'within',
    });
  });

  it('comes with what else differs', async () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      assessment: 'overheadSquat' as const,
      subject: { ...DEFAULT_SETTINGS.subject, toeOutDeg: { right: 12, left: 7 } },
    };
    const now = await squats(FIVE, { ...LATER, method: 'offline', settings }, 60);
    const { cautions } = compareReports(now, await squats(FIVE), null);
    expect(cautions).toEqual([
      'This one is overheadSquat, the earlier one free practice: the same task done otherwise.',
      'The right knee bent 35° less than then: other figures depend on depth.',
      expect.stringContaining('what came before and after'),
      'The settings of the two differ in the toe-out: figures follow them.',
      expect.stringContaining('This recording has no sound calibration'),
      expect.stringContaining('The earlier recording has no sound calibration'),
    ]);
  });
});

describe('what does not belong together', () => {
  it.each([
    [
      'another task',
      { settings: { ...DEFAULT_SETTINGS, task: 'lunge' } },
      /^the tasks differ \(later bilateralSquat, .*lunge\): valid is .*of the same task$/,
    ],
    ['another person', { subject: 'P-OTHER' }, /two people .*P-7F3K.*P-OTHER.*same subject/],
    ['a simulation', { simulated: false }, /^one is simulated \(later, not .*same kind$/],
    ['a later one', { startedUs: STARTED_US + 1e13 }, /^that one is later .*began before it$/],
    ['itself', LATER, /^both are of one session .*another session$/],
    [
      'what it was computed from',
      { id: 'offline', parent: 'later', startedUs: LATER.startedUs },
      /^both are of one session .*another session$/,
    ],
  ] as const)('is refused: %s', async (_, facts, message) => {
    const now = await squats(FIVE, LATER);
    const earlier = await squats(FIVE, facts as Partial<SessionMetadata>);
    expect(() => compareReports(now, earlier, null)).toThrow(CompareError);
    expect(() => compareReports(now, earlier, null)).toThrow(message);
  });
});
