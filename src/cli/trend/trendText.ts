import type { TrendAnswer } from '../../trend/askTrends.ts';
import type { TrendMetric } from '../../trend/metrics.ts';
import type { SideTrend, Trend } from '../../trend/trend.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import { sparkline } from './sparkline.ts';

const SOURCES = { influx: 'the database', recordings: 'the recordings' } as const;

/** Trends for a person at a terminal. */
export function trendText(
  subject: string,
  { name, words }: TrendMetric,
  { source, because, trends, leftOut }: TrendAnswer,
): string {
  const lines = [
    `${subject}, ${name}: ${words}; from ${SOURCES[source]}`,
    ...(because === null ? [] : [`not from the database: ${because}`]),
    ...(trends.length === 0
      ? ['nothing is told of it in any session']
      : trends.flatMap(trendLines)),
    ...leftOut.map((sentence) => `left out: ${sentence}`),
  ];
  return lines.map(plainText).join('\n');
}

function trendLines(trend: Trend): string[] {
  const { task, unit, words, sides, differences, simulated } = trend;
  return [
    '',
    `${task}, ${words}, ${unit}${simulated ? ' (SIMULATED sessions among them)' : ''}`,
    ...sides.flatMap((side) => sideLines(side, unit)),
    ...(differences.length === 0
      ? []
      : [
          '  right less left',
          ...alignedTable(
            differences.map(({ session, startedUs, rightLessLeft }) => [
              `    ${dayOf(startedUs)}`,
              session,
              signed(rightLessLeft),
            ]),
          ),
        ]),
  ];
}

function sideLines(side: SideTrend, unit: string): string[] {
  const { points } = side;
  return [
    `  ${side.side}  ${sparkline(points.map(({ mean }) => mean))}  ${summary(side, unit)}`,
    ...alignedTable([
      ['    day', 'session', 'n', 'mean', 'SD', 'change', ''],
      ...points.map(({ startedUs, session, n, mean, sd, change, isOutside, simulated }) => [
        `    ${dayOf(startedUs)}`,
        session,
        String(n),
        oneDigit(mean),
        sd === null ? '-' : oneDigit(sd),
        change === null ? '-' : signed(change),
        [isOutside ? 'outside' : '', simulated ? 'simulated' : ''].filter(Boolean).join(', '),
      ]),
    ]),
  ];
}

function summary({ points, band, outside }: SideTrend, unit: string): string {
  if (band === null) return 'no detectable change is known of it';
  const { mdc95, source, low, high } = band;
  const whose = source === 'site' ? "this site's own" : 'default';
  const said = `first session ± ${oneDigit(mdc95)} ${unit} (MDC95, ${whose}) is ${oneDigit(low)} to ${oneDigit(high)}`;
  const later = points.length - 1;
  if (later === 0) return said;
  return `${said}; ${outside} of ${later} later session${later === 1 ? '' : 's'} outside`;
}

function dayOf(timeUs: number): string {
  return new Date(timeUs / 1000).toISOString().slice(0, 10);
}

/** Without the minus of a rounded zero. */
function oneDigit(value: number): string {
  const digits = Math.abs(value) < 1 ? 2 : 1;
  return value.toFixed(digits).replace(/^-(?=0(\.0+)?$)/, '');
}

function signed(value: number): string {
  const text = oneDigit(value);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}
