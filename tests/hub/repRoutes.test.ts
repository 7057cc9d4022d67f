import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { edited } from '../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../src/recording/sidecar/sidecarFile.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { compareReports } from '../../src/report/compare/compareReports.ts';
import { gatherReport } from '../../src/report/gather/gatherReport.ts';
import type { Report } from '../../src/report/report.ts';
import type { ComparisonAnswer } from '../../src/stream/answers/comparison.ts';
import type { RepCoursesAnswer } from '../../src/stream/answers/repCourses.ts';
import { repLeg, repOf } from '../movement/reps.ts';
import { retold } from '../recording/retold.ts';
import { SESSION, STARTED_US, sessionSteps, writeStep } from '../recording/session.ts';
import { eventStep } from '../report/recorded.ts';
import { SAMPLE } from '../reprocess/compare/made.ts';
import { TestHub } from './testHub.ts';

const DAY_US = 24 * 3600 * 1e6;

let folder: string;
let test: TestHub;
let report: Report;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reps-'));
  await cp(SAMPLE, join(folder, 'squats.mcap'));
  report = await gatheredSample();
  const { startedUs } = report.session;
  await retold(SAMPLE, join(folder, 'later.mcap'), { id: 'later', startedUs: startedUs + DAY_US });
  await narrower(join(folder, 'narrow.mcap'));
  await uncounted(join(folder, 'odd.mcap'));
  await packetsAlone(join(folder, 'packets.mcap'));
  const library = new FolderLibrary([folder], (settings) =>
    headlineOf(settings.task, thresholdsOf(settings)),
  );
  test = await TestHub.start({ library });
});

afterAll(async () => {
  await test.stop();
  await rm(folder, { recursive: true });
});

/** The sample processed with narrower bands: two of its reps are in another one. */
async function narrower(path: string): Promise<void> {
  const { settings } = report.session;
  const thresholds = thresholdsOf(settings);
  const kneeMedialDeviationCm = { planted: [1.5, 3, 5] as [number, number, number] };
  const bands = { ...thresholds.bands, kneeMedialDeviationCm };
  const facts = {
    id: 'narrow',
    parent: report.session.id,
    settings: { ...settings, thresholds: { ...thresholds, bands } },
  };
  await retold(SAMPLE, path, facts, (rep) =>
    rep.number % 3 === 0
      ? {
          ...rep,
          legs: rep.legs.map((leg) => (leg.side === 'left' ? { ...leg, band: 'far in' } : leg)),
        }
      : rep,
  );
}

async function gatheredSample(): Promise<Report> {
  const recording = await openRecording(SAMPLE);
  try {
    return await gatherReport(recording);
  } finally {
    await recording.close();
  }
}

async function uncounted(path: string): Promise<void> {
  const writer = await RecordingWriter.create(path, { ...SESSION, id: 'odd' });
  for (const step of sessionSteps(2)) writeStep(writer, step);
  const rep = repOf(1, {
    startUs: STARTED_US,
    bottomUs: STARTED_US + 500_000,
    endUs: STARTED_US + 1_000_000,
    counted: false,
    legs: [repLeg('right', { quality: 'slip' }), repLeg('left')],
  });
  writeStep(writer, eventStep({ type: 'rep', timeUs: rep.endUs, rep }));
  await writer.close();
}

async function packetsAlone(path: string): Promise<void> {
  const writer = await RecordingWriter.create(path, { ...SESSION, id: 'packets' });
  for (const step of sessionSteps(0.5)) if (step.kind === 'input') writeStep(writer, step);
  await writer.close();
}

async function ask<T>(path: string): Promise<{ status: number; answer: T & { error?: string } }> {
  const response = await test.fetch(`/api/v1/recordings/${path}`);
  return { status: response.status, answer: await response.json() };
}

describe('the courses of a recording', () => {
  it('are those of its report, one for each rep and leg', async () => {
    const { answer } = await ask<RepCoursesAnswer>('squats/reps');
    expect(answer).toMatchObject({ id: 'squats', kind: 'rep', note: null, leftOut: 0 });
    expect(answer.measures[0]).toEqual({
      key: 'kneeMedialDeviationM',
      label: report.headline.label,
      unit: report.headline.unit,
    });
    const told = report.sets.flatMap(({ number, reps }) => reps.map((rep) => ({ number, rep })));
    expect(answer.cycles).toHaveLength(6);
    expect(
      answer.cycles.map(({ set, number, startS, bottomS, endS, counted, legs }) => ({
        at: [set, number, startS, bottomS, endS, counted],
        legs: legs.map(({ side, band, headline, courses }) => [
          side,
          band,
          headline,
          courses.kneeMedialDeviationM,
        ]),
      })),
    ).toEqual(
      told.map(({ number, rep }) => ({
        at: [number, rep.number, rep.startS, rep.bottomS, rep.endS, rep.counted],
        legs: rep.legs.map(({ side, band, headline, course }) => [side, band, headline, course]),
      })),
    );
  });

  it('pass through what is told at the bottom, where the bottom is', async () => {
    const { answer } = await ask<RepCoursesAnswer>('squats/reps');
    for (const { bottomPct, legs } of answer.cycles) {
      for (const { courses, atBottom } of legs) {
        for (const { key } of answer.measures) {
          const there = courses[key][Math.round(bottomPct ?? 0)];
          // The one is a mean of 100 ms, the other of an instant.
          expect(Math.abs((there ?? 0) - (atBottom[key]?.value ?? 0))).toBeLessThan(1);
        }
        expect(atBottom.kneeFlexionDeg?.sd).toBeGreaterThan(0);
      }
    }
  });

  it('have the attitudes of thigh and shank where they are asked for', async () => {
    const plain = await ask<RepCoursesAnswer>('squats/reps');
    expect(plain.answer.cycles[0].legs[0]).not.toHaveProperty('figure');
    const { answer } = await ask<RepCoursesAnswer>('squats/reps?figure=1');
    for (const { figure } of answer.cycles.flatMap(({ legs }) => legs)) {
      expect(figure?.thigh).toHaveLength(101);
      for (const attitude of [...(figure?.thigh ?? []), ...(figure?.shank ?? [])]) {
        expect(Math.hypot(...(attitude ?? []))).toBeCloseTo(1, 2);
      }
    }
  });

  it('say of a rep that is not counted why', async () => {
    const { answer } = await ask<RepCoursesAnswer>('odd/reps');
    expect(answer.cycles).toMatchObject([{ counted: false, whyNot: 'right leg: sensor slipped' }]);
  });

  it('are of listed recordings with results, and of no other question', async () => {
    expect(await ask('none/reps')).toEqual({
      status: 404,
      answer: { error: 'There is no recording "none".' },
    });
    const bare = await ask('packets/reps');
    expect(bare.status).toBe(409);
    expect(bare.answer.error).toMatch(/^packets(\.mcap)? has packets alone/);
    expect((await ask('squats/reps?figures=1')).status).toBe(400);
  });
});

describe('two recordings beside each other', () => {
  it('have the change that a report against the earlier one tells', async () => {
    const { answer } = await ask<ComparisonAnswer>('squats/compare/later');
    expect(answer).toMatchObject({ sameSession: false, earlier: 'first', notCompared: null });
    const now = { ...report, session: { ...report.session, id: 'later' } };
    const startedUs = report.session.startedUs + DAY_US;
    const { figures } = compareReports(
      { ...now, session: { ...now.session, startedUs } },
      report,
      null,
    );
    expect(answer.figures.map(({ side, verdict, mdc95 }) => [side, verdict, mdc95])).toEqual(
      figures.map(({ side, verdict, mdc95 }) => [side, verdict, mdc95]),
    );
    // The same movement: what is known to scatter stays within that.
    expect(answer.figures.some(({ verdict }) => verdict === 'within')).toBe(true);
    expect(answer.figures.some(({ verdict }) => verdict === 'changed')).toBe(false);
  });

  it('turn round with the order they are asked in', async () => {
    const { answer: there } = await ask<ComparisonAnswer>('squats/compare/later');
    const { answer: back } = await ask<ComparisonAnswer>('later/compare/squats');
    expect(back.figures.map(({ difference }) => difference + 0)).toEqual(
      there.figures.map(({ difference }) => -difference + 0),
    );
    expect(back.figures.map(({ verdict }) => verdict)).toEqual(
      there.figures.map(({ verdict }) => verdict),
    );
    expect(back.earlier).toBe('second');
  });

  it('of one session are matched rep by rep, with what differs in sentences', async () => {
    const { answer } = await ask<ComparisonAnswer>('squats/compare/narrow');
    expect(answer).toMatchObject({ sameSession: true, earlier: null });
    expect(answer.sentences.join(' ')).toMatch(
      /2 of 6 repetitions changed their band.*computed from the first.*3 settings differ/,
    );
    expect(answer.settings[0]).toMatchObject({ first: '2', second: '1.5' });
    expect(answer.figures.every(({ verdict }) => verdict === null)).toBe(true);
    expect(answer.reps.map(({ first, second }) => [first?.number, second?.number])).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => [number, number]),
    );
    const moved = answer.reps.filter(({ legs }) =>
      legs.some(({ firstBand, secondBand }) => firstBand !== secondBand),
    );
    expect(moved.map(({ first }) => first?.number)).toEqual([3, 6]);
    for (const leg of answer.reps.flatMap(({ legs }) => legs)) {
      expect(leg.first).toBe(leg.second);
      expect(leg.firstSd).toBeGreaterThan(0);
      expect(leg.firstSd).toBe(leg.secondSd);
    }
  });

  it('of two people are not compared, and that is said', async () => {
    const { answer } = await ask<ComparisonAnswer>('squats/compare/odd');
    expect(answer.figures).toEqual([]);
    expect(answer.notCompared).toMatch(/two people|simulated/);
  });

  it('are of whom they are said to be now', async () => {
    await ask('squats/compare/later');
    const facts = { subject: 'P-9' };
    await changeSidecar(join(folder, 'later.mcap'), (it) => edited(it, { facts }, 'coach', 1));
    const { answer } = await ask<ComparisonAnswer>('squats/compare/later');
    expect(answer.second.subject).toBe('P-9');
    expect(answer.notCompared).toContain('the second of P-9: figures of two people');
    expect((await ask<RepCoursesAnswer>('later/reps')).answer.subject).toBe('P-9');
  });
});
