import type { Side } from '../../../../../src/model/placement.ts';
import type { TrendOfTask, TrendPointAnswer } from '../../../../../src/stream/answers/trends.ts';

/** One session of a trend, with what each leg was in it. */
export interface TrendSession {
  readonly id: string;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly legs: readonly { readonly side: Side; readonly point: TrendPointAnswer }[];
  readonly rightLessLeft: number | null;
}

/** As people see legs on this page. */
const ORDER: readonly Side[] = ['left', 'right'];

/** The sessions of a trend, the oldest first. */
export function sessionsIn({ sides, differences }: TrendOfTask): TrendSession[] {
  const byId = new Map<string, TrendSession>();
  for (const side of ORDER) {
    for (const point of sides.find((each) => each.side === side)?.points ?? []) {
      const { session: id, startedUs } = point;
      const before = byId.get(id);
      const found = differences.find((each) => each.session === id);
      byId.set(id, {
        id,
        startedUs,
        simulated: point.simulated || before?.simulated === true,
        legs: [...(before?.legs ?? []), { side, point }],
        rightLessLeft: found?.rightLessLeft ?? null,
      });
    }
  }
  return [...byId.values()].sort((a, b) => a.startedUs - b.startedUs);
}
