import type { TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import { dayText } from '../../store/dateText.ts';
import type { TrendSession } from './sessionsIn.ts';
import { amount, bandWord, signed, unitBehind } from './trendWords.ts';

/** A session in one line, for whoever hears the chart. */
export function sessionLine(
  { startedUs, simulated, legs }: TrendSession,
  { unit }: TrendOfTask,
): string {
  const behind = unitBehind(unit);
  const told = legs.map(({ side, point }) => {
    const word = bandWord(point);
    const change = point.change === null ? 'the first' : `change ${signed(point.change)}${behind}`;
    return `${side} ${amount(point.mean)}${behind}, ${change}${word === '' ? '' : `, ${word}`}`;
  });
  return [dayText(startedUs), ...(simulated ? ['simulated'] : []), ...told].join('; ');
}
