import { type InfluxCheck, ok, warn } from './check.ts';

const NAME = 'Clock';
const FARTHEST_S = 2;
/** A Date header has whole seconds, cut off. */
const RESOLUTION_S = 1;

/**
 * How far the clocks of the two machines are apart, by the Date header of an answer.
 * @param askedMs when it was asked for, and `answeredMs` when it came: ours, since the Unix epoch
 */
export function clockCheck(date: string | null, askedMs: number, answeredMs: number): InfluxCheck {
  const serverMs = Date.parse(date ?? '');
  if (Number.isNaN(serverMs)) {
    return warn(NAME, 'the server does not tell its time', 'Look at both clocks yourself.');
  }
  const aheadS = (serverMs - answeredMs) / 1000;
  const behindS = (askedMs - serverMs) / 1000 - RESOLUTION_S;
  const apartS = Math.max(aheadS, behindS, 0);
  if (apartS <= FARTHEST_S) return ok(NAME, 'the server has our time');
  return warn(
    NAME,
    `the server is ${apartS.toFixed(apartS < 10 ? 1 : 0)} s ${aheadS > behindS ? 'ahead' : 'behind'}`,
    'Set both clocks by NTP: "now" in Grafana is the time of the server and of the browser, that of recordings is ours.',
  );
}
