import { describe, expect, it } from 'vitest';
import { syncText } from '../../../src/cli/info/syncText.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { findSyncMarks, type SyncFinding } from '../../../src/reprocess/syncMarks/findSyncMarks.ts';
import { ForceGathering } from '../../../src/reprocess/syncMarks/forceColumns.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const MAX_COUNT = 32_767;

/** Of each sensor in turn: its samples are from so long before the time that is put on them. */
const LATE_MS = [0, 10, -10, 3.7];
const TAPS_S = [1.5, 2.0, 2.45];
/** A tap of 40 m/s² as an inertial unit of 50 Hz bandwidth shows it: width of a bell, s. */
const TAP_MPS2 = 40;
const TAP_SD_S = 0.006;

/** The feed of a sensor whose times are `lateS` late, knocked at `tapsS` along an axis of its own. */
function changed(feed: ImuFeed, lateS: number, tapsS: readonly number[], axis: number): ImuFeed {
  const counts = TAP_MPS2 / feed.sensor.accelerationScaleMps2;
  const read = (index: number, out: Int16Array, givenS = index / feed.sensor.rateHz): void => {
    const atS = givenS - lateS;
    feed.read(index, out, atS);
    const tap = tapsS.reduce(
      (sum, tapS) => sum + counts * Math.exp(-((atS - tapS) ** 2) / (2 * TAP_SD_S ** 2)),
      0,
    );
    out[axis] = Math.round(Math.max(-MAX_COUNT, Math.min(MAX_COUNT, out[axis] + tap)));
  };
  return Object.create(feed, { read: { value: read } });
}

function found(feeds: readonly ImuFeed[], durationS: number) {
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  const gathering = new ForceGathering();
  for (const input of simulatedInputs(feeds, START_US, durationS)) {
    // Worn nowhere, so that nobody reckons with what is only to be timed.
    if (input.type === 'placed') continue;
    for (const samples of pipeline.push(input).samples) gathering.add(samples);
  }
  return findSyncMarks(gathering.columns());
}

/** Against the middle of all, as they are told. */
function againstMiddle(ms: readonly number[]): number[] {
  const sorted = [...ms].sort((a, b) => a - b);
  const middle = (sorted[1] + sorted[2]) / 2;
  return ms.map((each) => each - middle);
}

/** How far each is from what was put in, in the order of the feeds. */
function errorsOf(feeds: readonly ImuFeed[], { sensors }: SyncFinding): number[] {
  const put = againstMiddle(LATE_MS);
  return feeds.map(({ sensor }, i) => {
    const one = sensors.find(({ sensorId }) => sensorId === sensor.id);
    return (one?.offsetMs ?? Number.NaN) - put[i];
  });
}

describe('sync marks', () => {
  it('tell by three taps how late each sensor is', () => {
    const { feeds } = simulateSquatSession({ seed: 1, reps: 1 });
    const tapped = feeds.map((feed, i) => changed(feed, LATE_MS[i] / 1000, TAPS_S, i % 3));
    const finding = found(tapped, 5);
    expect(finding.marks).toHaveLength(1);
    expect(finding.marks[0].kind).toBe('taps');
    expect(finding.marks[0].timeUs).toBeCloseTo(START_US + TAPS_S[0] * 1e6, -5);
    // What the hub's clocks leave, and what 100 Hz tells of such a tap (0.7 ms).
    for (const error of errorsOf(feeds, finding)) expect(Math.abs(error)).toBeLessThan(2.4);
    for (const { spreadMs, knocks } of finding.sensors) {
      expect(knocks).toBe(3);
      expect(spreadMs).toBeLessThan(0.7);
    }
  });

  it('tell it by a landing, but for what skin does', () => {
    const { feeds, durationS } = simulateLandingSession({ seed: 1, landings: 1 });
    const late = feeds.map((feed, i) => changed(feed, LATE_MS[i] / 1000, [], 0));
    const finding = found(late, durationS);
    expect(finding.marks.map(({ kind }) => kind)).toEqual(['hop']);
    // Clocks as above, and 1.5 ms by which a shank is struck before a thigh in the simulator.
    for (const error of errorsOf(feeds, finding)) expect(Math.abs(error)).toBeLessThan(3.2);
    expect(finding.sensors.map(({ spreadMs }) => spreadMs)).toEqual([null, null, null, null]);
  });

  it('are none where people only squat, or where one sensor was not tapped', () => {
    const { feeds, durationS } = simulateSquatSession({ seed: 2, reps: 2 });
    expect(found(feeds, durationS).marks).toEqual([]);
    const three = feeds.map((feed, i) => (i === 3 ? feed : changed(feed, 0, TAPS_S, 0)));
    const finding = found(three, 5);
    expect(finding.marks).toEqual([]);
    expect(finding.sensors.map(({ offsetMs }) => offsetMs)).toEqual([null, null, null, null]);
  });

  it('are none of two taps, of four, or of three with something before them', () => {
    const { feeds } = simulateSquatSession({ seed: 1, reps: 1 });
    for (const tapsS of [
      [1.5, 2],
      [1.5, 2, 2.5, 3],
      [1.5, 2, 3.5],
    ]) {
      expect(
        found(
          feeds.map((feed) => changed(feed, 0, tapsS, 0)),
          5,
        ).marks,
      ).toEqual([]);
    }
  });

  it('say in words who is late, and by what spread', () => {
    const session = { startedUs: START_US } as SessionMetadata;
    const text = syncText(
      {
        marks: [{ kind: 'taps', timeUs: START_US + 1.5e6, offsetsMs: {} }],
        sensors: [
          { sensorId: sensorId('A'), offsetMs: -3.21, spreadMs: 0.42, knocks: 3, withinMs: 2 },
          { sensorId: sensorId('B'), offsetMs: null, spreadMs: null, knocks: 0, withinMs: 2 },
        ],
      },
      { session, hasResults: true },
    );
    expect(text).toContain('three taps at 1.50 s');
    expect(text).toMatch(/^ {2}A {2}3\.2 ms early {2}SD 0\.4 ms in 3 +known to 2 ms$/m);
    const none = { marks: [], sensors: [] };
    expect(syncText(none, { session, hasResults: false })).toContain('plumbline process');
  });
});
