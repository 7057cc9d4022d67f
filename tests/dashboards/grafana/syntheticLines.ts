import { BODY } from '../../../src/influx/schema/bodyMeasurement.ts';
import { CUE } from '../../../src/influx/schema/cueMeasurement.ts';
import { HUB } from '../../../src/influx/schema/hubMeasurement.ts';
import { REP } from '../../../src/influx/schema/repMeasurement.ts';
import { HOLD, LANDING, STRIDE } from '../../../src/influx/schema/resultMeasurements.ts';
import { SENSOR } from '../../../src/influx/schema/sensorMeasurement.ts';
import { SESSION } from '../../../src/influx/schema/sessionMeasurement.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import type { Task } from '../../../src/model/task.ts';
import { schemaLine } from './schemaLine.ts';

export const DAY_US = 86_400e6;
/** Noon, so that no session lies on two days. */
export const FIRST_NOON_US = Date.UTC(2026, 5, 1, 12) * 1000;
export const SUBJECT = 'P-7F3K';
export const SESSION_S = 60;

export interface Made {
  readonly id: string;
  readonly task: Task;
  readonly startUs: number;
  /** Of the valgus in every repetition, by leg. */
  readonly valgusDeg: Readonly<Record<Side, number>>;
}

function made(day: number, task: Task, right: number, left: number): Made {
  const startUs = FIRST_NOON_US + day * DAY_US;
  const id = `${new Date(startUs / 1000).toISOString().slice(0, 19).replaceAll(':', '-')}Z-${SUBJECT}`;
  return { id, task, startUs, valgusDeg: { right, left } };
}

/** Three sessions of squats, months apart, and one of every kind of headline; the last is newest. */
export const SESSIONS: readonly Made[] = [
  made(0, 'bilateralSquat', 3, 5),
  made(30, 'bilateralSquat', 4, 9),
  made(75, 'bilateralSquat', 2, 14),
  made(80, 'singleLegSquat', 3, 5),
  made(81, 'landing', 3, 5),
  made(82, 'balance', 3, 5),
  made(83, 'gait', 3, 5),
];

function tagsOf({ id, task }: Made) {
  return {
    derived: 'false',
    hub: 'lab 1',
    session: id,
    simulated: 'false',
    subject: SUBJECT,
    task,
  };
}

/** Lines of all that a session can say, so that every panel has something to show. */
export function syntheticLines(session: Made): string[] {
  const at = (seconds: number) => session.startUs + seconds * 1e6;
  return [
    ...sessionLines(session, at),
    ...bodyLines(session, at),
    ...resultLines(session, at),
    ...sensorLines(session, at),
  ];
}

type At = (seconds: number) => number;

function sessionLines(session: Made, at: At): string[] {
  const tags = tagsOf(session);
  const line = (
    event: string,
    seconds: number,
    fields: Parameters<typeof schemaLine<typeof SESSION>>[2],
  ) => schemaLine(SESSION, { ...tags, event }, fields, at(seconds));
  return [
    line('start', 0, {
      protocol: 'trial',
      frame_rate_hz: 100,
      body_rate_hz: 2,
      headline: 'kneeMedialDeviationM',
      headline_unit: 'cm',
      software: 'plumbline 0.1.0',
      settings_hash: 'a1b2',
    }),
    line('calibration', 5, {
      calibration_id: 'cal-1',
      verdict: 'good',
      reasons: '',
      standing_s: 5,
      right_axis_sd_deg: 2,
      left_axis_sd_deg: 2,
      right_relative_heading_sd_deg: 1,
      left_relative_heading_sd_deg: 1,
    }),
    line('trialStart', 10, { label: 'first', number: 1 }),
    line('marker', 12, { label: 'here' }),
    line('clockJump', 20, { by_us: 2_000_000 }),
    line('fault', 21, { sentence: 'the adapter went' }),
    line('end', SESSION_S, { duration_s: SESSION_S, frames: 6000, reps: 6, samples_lost: 3 }),
  ];
}

function bodyLines(session: Made, at: At): string[] {
  return SIDES.flatMap((side) =>
    Array.from({ length: 2 * SESSION_S }, (_, i) =>
      schemaLine(
        BODY,
        { ...tagsOf(session), side },
        {
          knee_flexion_deg: 40 + (i % 5),
          knee_valgus_deg: session.valgusDeg[side],
          fppa_deg: session.valgusDeg[side],
          shank_lean_deg: 2,
          knee_medial_deviation_m: 0.03,
          knee_over_toe_deg: 1,
          knee_quality: 0,
          ankle_quality: 1 << 6,
          projection_quality: 0b101,
          latency_us: 20_000,
        },
        at(0.5 + i / 2),
      ),
    ),
  );
}

function resultLines(session: Made, at: At): string[] {
  const common = tagsOf(session);
  return SIDES.flatMap((side) => {
    const tags = { ...common, side };
    const valgus = session.valgusDeg[side];
    return [
      ...[1, 2, 3, 4, 5].map((number) =>
        schemaLine(
          REP,
          tags,
          {
            number,
            start_us: at(20 + 5 * number),
            duration_us: 3_000_000,
            eccentric_s: 1,
            hold_s: 0.5,
            concentric_s: 1.5,
            // What was not counted or not judged is far off, so that a mean that has it is wrong.
            counted: number !== 4,
            judged: number !== 5,
            cued: false,
            quality: number === 4 ? 'slip' : 'ok',
            peak_flexion_deg: 80,
            headline_at_peak_flexion: 3,
            headline_peak: 4,
            band: 'slightly in',
            depth: 'half',
            knee_valgus_at_peak_flexion_deg: number < 4 ? valgus : 90,
            fppa_at_peak_flexion_deg: valgus,
            knee_medial_deviation_at_peak_flexion_m: 0.03,
            knee_over_toe_at_peak_flexion_deg: 1,
            foot_roll_at_peak_flexion_deg: 1,
          },
          at(23 + 5 * number),
        ),
      ),
      schemaLine(
        LANDING,
        tags,
        {
          number: 1,
          counted: true,
          low_rate: true,
          band: 'in line',
          headline_at_contact: 1,
          headline_peak: 2,
          peak_flexion_deg: 60,
          contact_difference_ms: 5,
          jump_height_m: 0.2,
        },
        at(45),
      ),
      schemaLine(STRIDE, tags, { number: 1, stride_s: 1.1, stance_pct: 62, quality: 'ok' }, at(47)),
      schemaLine(
        HOLD,
        { ...tags, kind: 'balance' },
        {
          number: 1,
          hold_s: 20,
          ended_by: 'footDown',
          touch_downs: 0,
          shank_lean_rms_deg: 1,
          ellipse_deg2: 3,
          in_zone_pct: 90,
          quality: 'ok',
        },
        at(50),
      ),
      schemaLine(
        CUE,
        { ...tags, state: 'on' },
        { number: 1, words: 'knee out', value: 5, threshold: 4, intensity: 0.3 },
        // Within the minute that the live dashboard shows.
        at(52),
      ),
      schemaLine(CUE, { ...tags, state: 'suppressed' }, { reason: 'late' }, at(53)),
    ];
  });
}

function sensorLines(session: Made, at: At): string[] {
  const tags = { ...tagsOf(session), place: 'right_shank', sensor: 'S-1' };
  const line = (
    event: string,
    seconds: number,
    fields: Parameters<typeof schemaLine<typeof SENSOR>>[2],
  ) => schemaLine(SENSOR, { ...tags, event }, fields, at(seconds));
  return [
    line('linked', 0, { driver: 'plumbline', firmware: '1.0', rate_hz: 100 }),
    line('lost', 40, { reason: 'out of range' }),
    line('samplesLost', 30, { count: 60, first_index: 3000, estimated: false }),
    line('samplesRefilled', 31, { count: 40, first_index: 3000 }),
    line('samplesGone', 31.5, { count: 20, first_index: 3040 }),
    line('samplesLate', 32, { count: 2, first_index: 3100 }),
    line('clock', 33, { basis: 'arrivals', skew_ppm: 20, residual_us: 500, bound_us: 2000 }),
    line('report', 34, { rate_hz: 99, battery_pct: 80, rssi_dbm: -60 }),
    line('haptic', 35, { delay_us: 60_000, reason: 'busy' }),
    line('fault', 36, { sentence: 'no samples for 2 s' }),
    schemaLine(
      HUB,
      tagsOf(session),
      {
        cpu_pct: 12,
        memory_mb: 140,
        loop_delay_p99_ms: 11,
        disk_free_mb: 50_000,
        clients: 2,
        upload_lag_s: 0.3,
      },
      at(40),
    ),
  ];
}
