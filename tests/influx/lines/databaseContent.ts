import { expect } from 'vitest';
import { type BodyFrame, LEG_MEASURES, QUANTITY_GROUPS } from '../../../src/model/bodyFrame.ts';
import type { InfluxRow, InfluxServer } from '../../tools/influxServer.ts';

/** RFC 3339 with microseconds, as the server writes a time that has whole ones. */
function timeText(timeUs: number): string {
  const seconds = new Date(Math.floor(timeUs / 1e6) * 1000).toISOString().slice(0, 19);
  const fraction = String(timeUs % 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${seconds}${fraction && `.${fraction}`}Z`;
}

function expectedRows(frames: readonly BodyFrame[], side: string): InfluxRow[] {
  return frames.flatMap((frame) =>
    frame.legs
      .filter((leg) => leg.side === side)
      .map((leg) => ({
        time: timeText(frame.timeUs),
        latency_us: frame.arrivalUs - frame.timeUs,
        ...Object.fromEntries(
          QUANTITY_GROUPS.map((group) => [`${group}_quality`, leg.quality[group]]),
        ),
        ...Object.fromEntries(
          LEG_MEASURES.map(({ key, column }) => [column, leg.measures[key]]).filter(
            ([, value]) => !Number.isNaN(value),
          ),
        ),
      })),
  );
}

/** Every frame is in the database exactly once, every value with every bit, and nothing else. */
export async function expectFrames(
  server: InfluxServer,
  database: string,
  frames: readonly BodyFrame[],
): Promise<void> {
  for (const side of ['right', 'left']) {
    const rows = await server.query(`SELECT * FROM body WHERE side = '${side}'`, database);
    const values = rows.map(
      ({
        derived: _c,
        hub: _h,
        session: _s,
        simulated: _m,
        subject: _p,
        side: _d,
        task: _t,
        ...row
      }) => row,
    );
    expect(values).toEqual(expectedRows(frames, side));
  }
}
