import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PipelineEvent } from '../../src/model/events.ts';
import { listSessions } from '../../src/recording/sessions/listSessions.ts';
import { emptySidecar } from '../../src/recording/sidecar/sidecar.ts';
import { edited } from '../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../src/recording/sidecar/sidecarFile.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { TREND_METRICS, trendMetric } from '../../src/trend/metrics.ts';
import { recordedTrends } from '../../src/trend/recordedTrends.ts';
import { trendsOf } from '../../src/trend/trendsOf.ts';
import { repLeg, repOf } from '../movement/reps.ts';
import { SESSION, STARTED_US } from '../recording/session.ts';
import { recordedInto } from '../reprocess/sessionHistory/recorded.ts';

const PEAK = trendMetric('peakFlexion') ?? TREND_METRICS[0];
const DAY_US = 86_400e6;

describe('trends from recordings', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trends-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const squat = (endUs: number, right: number, left: number, stance: 'right' | null = null) =>
    ({
      type: 'rep',
      timeUs: endUs,
      rep: repOf(1, {
        endUs,
        stance,
        legs: [
          repLeg('right', { peakFlexionDeg: right }),
          repLeg('left', { peakFlexionDeg: left }),
        ],
      }),
    }) satisfies PipelineEvent;

  async function of(subject: string) {
    const found = await recordedTrends(subject, PEAK, await listSessions(folder));
    const trends = trendsOf(PEAK, found.recordings, { siteOf: () => null });
    const means = trends.flatMap(({ sides }) =>
      sides.flatMap(({ side, points }) => points.map(({ mean, n }) => [side, mean, n])),
    );
    return { means, leftOut: found.leftOut };
  }

  it('are of the leg that is judged, and of whom the recording is said to be by now', async () => {
    const path = await recordedInto(folder, { subject: 'P-1' }, [
      squat(STARTED_US + 4e6, 80, 20, 'right'),
      squat(STARTED_US + 9e6, 90, 30, 'right'),
    ]);
    expect(await of('P-1')).toEqual({ means: [['right', 85, 2]], leftOut: [] });
    await changeSidecar(path, (before) =>
      edited(before ?? emptySidecar(''), { facts: { subject: 'P-2' } }, 'test', STARTED_US),
    );
    expect((await of('P-1')).means).toEqual([]);
    expect((await of('P-2')).means).toEqual([['right', 85, 2]]);
  });

  it('name what has packets alone, unless something was computed from it', async () => {
    const [live, other] = [STARTED_US + DAY_US, STARTED_US + 2 * DAY_US];
    const id = 'packets';
    await recordedInto(folder, { subject: 'P-3', id, startedUs: live }, []);
    await recordedInto(folder, { subject: 'P-3', id: 'alone', startedUs: other }, []);
    const computed = { subject: 'P-3', id: 'computed', parent: id, startedUs: live };
    await recordedInto(folder, computed, [squat(live + 4e6, 80, 70)]);
    expect(await of('P-3')).toEqual({
      means: [
        ['right', 80, 1],
        ['left', 70, 1],
      ],
      leftOut: ['alone: it has packets alone; run "plumbline process" on it'],
    });
  });

  it('leave out a recording that is not closed, and say so', async () => {
    const session = { ...SESSION, id: 'open', subject: 'P-4' };
    const writer = await RecordingWriter.create(join(folder, 'open.mcap'), session);
    expect(await of('P-4')).toEqual({ means: [], leftOut: ['open is not closed'] });
    await writer.close();
    expect((await of('P-4')).leftOut).toEqual([
      'open: it has packets alone; run "plumbline process" on it',
    ]);
  });
});
