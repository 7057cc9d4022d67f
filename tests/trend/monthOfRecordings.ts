import type { PipelineEvent } from '../../src/model/events.ts';
import type { Hold, HoldKind } from '../../src/model/hold.ts';
import { REP_QUANTITIES, type Rep } from '../../src/model/movement.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { Task } from '../../src/model/task.ts';
import { recordingId } from '../../src/recording/naming.ts';
import { EVENTS } from '../influx/lines/everyContent.ts';
import { hold } from '../movement/programme/history.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';
import { STARTED_US, seededRandom } from '../recording/session.ts';
import { recordedInto } from '../reprocess/sessionHistory/recorded.ts';

export const SUBJECT = 'P-7F3K';
const HOUR_US = 3600e6;
const DAY_US = 24 * HOUR_US;

/** Ids of recordings that tests look for. */
export const FIRST = idAt(0);
export const AFTER_BREAK = idAt(HOUR_US);
export const LIVE = idAt(7 * DAY_US);
export const OFFLINE = `${LIVE}-offline`;
export const OUTDATED = idAt(14 * DAY_US);

/**
 * What a person did in a month, every kind of task, with figures of full length: two recordings with
 * a break between, one that was computed again, movements that do not count, and one of an early version.
 */
export async function recordMonth(folder: string): Promise<void> {
  const random = seededRandom(7);
  const reps = (task: Task, fromUs: number, given: Partial<SessionMetadata> = {}, scale = 1) =>
    record(folder, task, fromUs, repsFrom(STARTED_US + fromUs, random, scale), given);

  await reps('bilateralSquat', 0, { simulated: false });
  await reps('bilateralSquat', HOUR_US);
  await reps('bilateralSquat', 7 * DAY_US, {}, 3);
  await reps('bilateralSquat', 7 * DAY_US, { id: OFFLINE, parent: LIVE, method: 'offline' }, 9);
  await record(folder, 'bilateralSquat', 14 * DAY_US, [outdatedRep(STARTED_US + 14 * DAY_US)]);
  await record(
    folder,
    'singleLegSquat',
    8 * DAY_US,
    repsFrom(STARTED_US + 8 * DAY_US, random, 2).map((event, i) =>
      event.type === 'rep'
        ? { ...event, rep: { ...event.rep, stance: SIDES[i % 2] } satisfies Rep }
        : event,
    ),
  );
  const held = (task: Task, kind: HoldKind, atUs: number) =>
    record(folder, task, atUs, holdsFrom(kind, STARTED_US + atUs, random));
  await held('balance', 'balance', 9 * DAY_US);
  await held('balance', 'balance', 16 * DAY_US);
  await held('halfKneeling', 'halfKneeling', 10 * DAY_US);
  await held('weightBearingLunge', 'kneeToWall', 11 * DAY_US);
  await record(folder, 'landing', 12 * DAY_US, landingsFrom(STARTED_US + 12 * DAY_US, random));
  await record(folder, 'gait', 13 * DAY_US, stridesFrom(STARTED_US + 13 * DAY_US, random));
}

function idAt(fromUs: number): string {
  return recordingId(STARTED_US + fromUs, SUBJECT);
}

async function record(
  folder: string,
  task: Task,
  fromUs: number,
  events: readonly PipelineEvent[],
  given: Partial<SessionMetadata> = {},
): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, task };
  await recordedInto(folder, { startedUs: STARTED_US + fromUs, settings, ...given }, events);
}

function repsFrom(startUs: number, random: () => number, scale: number): PipelineEvent[] {
  return Array.from({ length: 6 }, (_, i): PipelineEvent => {
    const endUs = startUs + (i + 1) * 4e6;
    const rep = repOf(i + 1, {
      startUs: endUs - 3e6,
      bottomUs: endUs - 1.5e6,
      endUs,
      eccentricS: random(),
      holdS: random(),
      concentricS: random(),
      counted: i !== 3,
      legs: SIDES.map((side) => {
        const metrics = Object.fromEntries(
          REP_QUANTITIES.map((quantity) => [
            quantity,
            metric({
              atPeakFlexion: i === 2 && quantity !== 'kneeValgusDeg' ? null : scale * 10 * random(),
              excursion: scale * random(),
            }),
          ]),
        );
        return repLeg(side, {
          peakFlexionDeg: 90 + random(),
          headlineAtPeakFlexion: i === 1 ? null : scale * random(),
          kneeValgusAtPeakFlexionDeg: metrics.kneeValgusDeg.atPeakFlexion ?? Number.NaN,
          fppaAtPeakFlexionDeg: metrics.fppaDeg.atPeakFlexion,
          metrics,
        });
      }),
    });
    return { type: 'rep', timeUs: endUs, rep };
  });
}

/** As recordings have them from before there were metrics. */
function outdatedRep(startUs: number): PipelineEvent {
  const { confidence: _, legs, ...rep } = repOf(1, { endUs: startUs + 4e6 });
  const old = { ...rep, legs: legs.map(({ metrics: __, ...leg }) => leg) };
  return { type: 'rep', timeUs: startUs + 4e6, rep: old as unknown as Rep };
}

function holdsFrom(kind: HoldKind, startUs: number, random: () => number): PipelineEvent[] {
  return Array.from({ length: 6 }, (_, i): PipelineEvent => {
    const endUs = startUs + (i + 1) * 30e6;
    const given: Partial<Hold> = {
      kind,
      endUs,
      holdS: 20 * random(),
      shankLeanRmsDeg: random(),
      shankTiltRmsDeg: random(),
      ellipseDeg2: i === 5 ? null : random(),
      peakShankTiltDeg: kind === 'kneeToWall' ? 40 * random() : null,
      quality: i === 4 ? 'slip' : 'ok',
    };
    return { type: 'hold', timeUs: endUs, hold: hold(sideOf(i), given) };
  });
}

function landingsFrom(startUs: number, random: () => number): PipelineEvent[] {
  const [event] = EVENTS.landing;
  if (event.type !== 'landing') return [];
  return Array.from({ length: 4 }, (_, i): PipelineEvent => {
    const initialContactUs = startUs + (i + 1) * 5e6;
    const legs = event.landing.legs.map((leg, k) => ({
      ...leg,
      initialContactUs: initialContactUs + 10_000 * k,
      headlinePeak: random(),
      headlineExcursion: random(),
      flexionAtContactDeg: random(),
      peakFlexionDeg: random(),
      peakShankG: random(),
      kneeValgus: { ...leg.kneeValgus, peak: random(), excursion: random() },
    }));
    const endUs = initialContactUs + 300_000;
    const landing = { ...event.landing, initialContactUs, endUs, legs, counted: i !== 2 };
    return { type: 'landing', timeUs: endUs, landing };
  });
}

function stridesFrom(startUs: number, random: () => number): PipelineEvent[] {
  const [event] = EVENTS.stride;
  if (event.type !== 'stride') return [];
  return Array.from({ length: 8 }, (_, i): PipelineEvent => {
    const initialContactUs = startUs + (i + 1) * 5e5;
    const stride = {
      ...event.stride,
      side: sideOf(i),
      initialContactUs,
      strideS: random(),
      stancePct: random(),
      loadingFlexionDeg: i === 1 ? null : random(),
      swingFlexionDeg: random(),
      quality: i === 6 ? ('stale' as const) : ('ok' as const),
    };
    return { type: 'stride', timeUs: initialContactUs + 1e6, stride };
  });
}

function sideOf(i: number): Side {
  return SIDES[i % 2];
}
