import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_TRIALS, TrialResults, type TrialSession } from '../../src/hub/trialResults.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { ControlInput, PipelineEvent } from '../../src/model/events.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { assessmentOf } from '../../src/movement/assessments/assessments.ts';
import { resultCard } from '../../src/movement/assessments/makeCard.ts';
import { NO_ENTRIES } from '../../src/movement/assessments/observerEntries.ts';
import { thresholdsOf } from '../../src/movement/thresholds.ts';
import { trialResults } from '../../src/reprocess/sessionHistory/assessedResults.ts';
import { recordedWork } from '../../src/reprocess/sessionHistory/recordedWork.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';
import { opened } from '../recording/opened.ts';
import { STARTED_US, temporaryFolder } from '../recording/session.ts';
import { recordedInto } from '../reprocess/sessionHistory/recorded.ts';
import { FakeFeed } from './fakeFeed.ts';
import { TestHub } from './testHub.ts';

const at = (s: number): number => STARTED_US + s * 1e6;
const start = (s: number, name = ''): ControlInput => ({
  type: 'trialStart',
  timeUs: at(s),
  name,
});
const end = (s: number): ControlInput => ({ type: 'trialEnd', timeUs: at(s) });
/** Three seconds long; the knee is further in the later it is. */
const rep = (endS: number, number = 1): PipelineEvent => ({
  type: 'rep',
  timeUs: at(endS),
  rep: repOf(number, {
    startUs: at(endS - 3),
    bottomUs: at(endS - 1.5),
    endUs: at(endS),
    legs: (['right', 'left'] as const).map((side) =>
      repLeg(side, {
        metrics: {
          kneeMedialDeviationM: metric({
            atPeakFlexion: (side === 'right' ? 0.001 : 0.0005) * endS,
            sdAtPeakFlexion: 0.008,
          }),
        },
      }),
    ),
  }),
});
const isInput = (item: ControlInput | PipelineEvent): item is ControlInput =>
  item.type === 'trialStart' || item.type === 'trialEnd' || item.type === 'newSet';

const squat: PipelineSettings = { ...DEFAULT_SETTINGS, assessment: 'overheadSquat' };

describe('what a trial came to', () => {
  let feed: FakeFeed;
  let session: TrialSession;
  let results: TrialResults;
  beforeEach(() => {
    feed = new FakeFeed();
    session = { subject: 'P-7F3K', settings: squat };
    results = new TrialResults({ feed, session: () => session, site: () => null, keptResults: 50 });
    results.start();
  });
  afterEach(() => results.stop());

  const go = (...items: (ControlInput | PipelineEvent)[]): void => {
    for (const item of items) isInput(item) ? feed.input(item) : feed.event(item);
  };
  const endsOf = (number: number): number[] =>
    results.result(number).reps.map(({ endUs }) => (endUs - STARTED_US) / 1e6);

  it('is made of what began in it, also of what was told after its end', () => {
    go(start(10, 'squat 1'), rep(12), rep(14, 2), rep(18, 3), end(20));
    expect(endsOf(1)).toEqual([14, 18]);
    // Under way at the end of the trial; the next began behind it.
    go(rep(21, 4), rep(24, 5));
    expect(endsOf(1)).toEqual([14, 18, 21]);
    expect(results.result(1)).toMatchObject({
      trial: { number: 1, name: 'squat 1', startUs: at(10), endUs: at(20) },
      set: { reps: 3 },
      card: { assessment: 'overheadSquat', subject: 'P-7F3K', simulated: true },
    });
  });

  it('has the figures that the recording has of this trial afterwards', async () => {
    const calibration = { id: 'c', verdict: 'good' } as Calibration;
    const items = [
      { type: 'calibration', timeUs: at(1), calibration } as const,
      rep(8),
      start(10),
      rep(14, 2),
      { type: 'newSet', timeUs: at(15) } as const,
      rep(18),
      rep(22, 2),
      end(23),
      start(24),
      rep(29, 3),
      end(30),
    ];
    go(...items);
    const folder = await temporaryFolder();
    const work = await recordedWork(await opened(await recordedInto(folder, {}, items)));
    for (const { number } of results.trials) {
      const cut = trialResults(work, number);
      if (cut === null) throw new Error(`no trial ${number} in the recording`);
      const card = resultCard(assessmentOf('overheadSquat'), cut, NO_ENTRIES, {
        subject: work.session.subject,
        startedUs: results.result(number).trial.startUs,
        simulated: work.session.simulated,
        shankLengthM: squat.subject.shankLengthM,
        thresholds: thresholdsOf(squat),
        site: null,
        calibration: work.calibration,
      });
      expect(results.result(number).card).toEqual(card);
    }
    const knee = results.result(1).card.knee.find(({ key }) => key === 'kneeMedialDeviationM');
    expect(knee?.right?.mean).toBeCloseTo(1.8, 9);
    expect(results.result(1).card.remarks).not.toContainEqual(expect.stringContaining('calibrate'));
  });

  it('is shown in free practice as the plainest of its task, and says so', () => {
    session = { ...session, settings: { ...DEFAULT_SETTINGS, task: 'stepDown' } };
    go(start(1), end(9));
    const { card } = results.result(1);
    expect(card.assessment).toBe('forwardStepDown');
    expect(card.remarks).toContain('Free practice, shown as the forward step-down.');
    expect(card.notAssessed).toContain('right: no reps were recorded');
    expect(card.remarks).toContain(
      'The sensors were not well calibrated: calibrate, and do it again.',
    );
  });

  it('keeps the settings it was done with, and is forgotten with its session', () => {
    go(start(1), end(2));
    session = { subject: 'P-2', settings: { ...DEFAULT_SETTINGS, task: 'gait' } };
    expect(results.result(1).card).toMatchObject({ subject: 'P-7F3K', name: 'Overhead squat' });
    feed.restart();
    expect(results.trials).toEqual([]);
    go(start(3), end(4));
    expect(results.result(1).card).toMatchObject({ subject: 'P-2', assessment: 'gait' });
  });

  it('is ended by the start of the next, as in the recording', () => {
    go(start(1), start(10), rep(9));
    expect(results.trials).toMatchObject([{ endUs: at(10) }, { endUs: null }]);
    expect(endsOf(1)).toEqual([9]);
  });

  it('is kept of the newest trials alone, and within bounds', () => {
    for (let i = 0; i < KEPT_TRIALS + 3; i++) go(start(10 * i), end(10 * i + 5));
    expect(results.trials).toHaveLength(KEPT_TRIALS);
    expect(() => results.result(3)).toThrow('There is no trial 3: valid are 4 to 103.');
    const { rep: one } = rep(2004) as Extract<PipelineEvent, { type: 'rep' }>;
    go(start(2000));
    for (let i = 0; i < 52; i++) {
      feed.event({ type: 'rep', timeUs: 1, rep: { ...one, number: i } });
    }
    go(end(2010));
    const { reps } = results.result(KEPT_TRIALS + 4);
    expect(reps).toHaveLength(50);
    expect(reps.at(-1)?.number).toBe(51);
  });
});

describe('trials over HTTP', () => {
  it('are listed, told, observed and refused in sentences', async () => {
    const session = { subject: 'P-7F3K', settings: squat };
    const test = await TestHub.start({ trials: { session: () => session, site: () => null } });
    try {
      const ask = async (path: string, init?: RequestInit) => {
        const response = await test.fetch(`/api/v1/live/trials${path}`, init);
        return { status: response.status, body: await response.json() };
      };
      expect((await ask('')).body).toEqual({ trials: [] });
      expect(await ask('/1')).toEqual({
        status: 404,
        body: { error: 'There is no trial 1: none has been started.' },
      });
      test.feed.input(start(1, 'squat 1'));
      test.feed.event(rep(5));
      expect(await ask('/1')).toMatchObject({
        status: 409,
        body: { error: expect.stringContaining('Trial 1 goes on') },
      });
      test.feed.input(end(6));
      expect((await ask('')).body).toEqual({
        trials: [{ number: 1, name: 'squat 1', startUs: at(1), endUs: at(6) }],
      });
      const { body } = await ask('/1');
      expect(body).toMatchObject({ card: { name: 'Overhead squat' }, set: { reps: 1 } });
      const observed = (entries: unknown) =>
        ask('/1/observer', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(entries),
        });
      expect(
        (await observed({ ticks: { heelsLift: true } })).body.card.observations,
      ).toContainEqual(expect.objectContaining({ id: 'heelsLift', answer: true }));
      expect((await ask('/1')).body.card.observations).toContainEqual(
        expect.objectContaining({ id: 'heelsLift', answer: true }),
      );
      expect(await observed({ ticks: { lean: true } })).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining('valid are forwardLean') },
      });
      for (const odd of ['0', '-1', 'x', '1e3', '2']) {
        expect(await ask(`/${odd}`)).toMatchObject({ status: 404 });
      }
    } finally {
      await test.stop();
    }
  });
});
