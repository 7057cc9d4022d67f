import type { TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import { dayText } from '../../store/dateText.ts';
import { NO_VALUE } from '../../store/formatValue.ts';
import { SIDE_NAME } from '../sideName.ts';
import type { TrendSession } from './sessionsIn.ts';
import { amount, bandWord, signed, spread, unitAlone } from './trendWords.ts';

interface TrendTableProps {
  readonly trend: TrendOfTask;
  readonly sessions: readonly TrendSession[];
  /** Where the same is had as a file. */
  readonly csv: string;
}

/** The chart in numbers. */
export function TrendTable({ trend, sessions, csv }: TrendTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="trends-card trends-table" aria-label="Sessions as a table" tabIndex={0}>
      <table>
        <caption>
          <span class="trends-caption">
            Every session, in {unitAlone(trend.unit)}
            <a class="button" href={csv} download>
              Download as CSV
            </a>
          </span>
        </caption>
        <thead>
          <tr>
            {['Day', 'Leg', 'n', 'Mean', 'SD', 'Change', 'Right less left'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{sessions.map((session) => sessionRows(session))}</tbody>
      </table>
    </section>
  );
}

function sessionRows({ id, startedUs, simulated, legs, rightLessLeft }: TrendSession) {
  return legs.map(({ side, point }, i) => (
    <tr key={`${id} ${side}`} data-session={id} data-side={side} data-first={i === 0}>
      {i === 0 && (
        <th scope="rowgroup" rowSpan={legs.length}>
          {dayText(startedUs)}
          {simulated && <span class="soft trends-simulated">simulated</span>}
        </th>
      )}
      <td>{SIDE_NAME[side]}</td>
      <td>{point.n}</td>
      <td>{amount(point.mean)}</td>
      <td>{spread(point.sd)}</td>
      <td>
        {point.change === null ? 'first' : signed(point.change)}
        <span class="trends-band" data-outside={point.isOutside === true}>
          {bandWord(point)}
        </span>
      </td>
      {i === 0 && (
        <td rowSpan={legs.length}>{rightLessLeft === null ? NO_VALUE : signed(rightLessLeft)}</td>
      )}
    </tr>
  ));
}
