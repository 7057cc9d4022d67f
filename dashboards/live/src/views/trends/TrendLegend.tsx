import type { TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import { SIDE_NAME } from '../sideName.ts';
import { OutsideMark, TrendMark } from './TrendMark.tsx';
import { amount, unitBehind } from './trendWords.ts';

/** What each mark of the chart means, and for each leg where its band lies and how many are outside. */
export function TrendLegend({ trend }: { readonly trend: TrendOfTask }) {
  const behind = unitBehind(trend.unit);
  const later = Math.max(...trend.sides.map(({ points }) => points.length)) - 1;
  const anyOutside = trend.sides.some(({ outside }) => outside > 0);
  return (
    <ul class="trend-legend">
      {[...trend.sides].reverse().map(({ side, band, points, outside }) => (
        <li key={side}>
          <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true">
            <line class={`trend-line ${side}`} x1="0" x2="40" y1="8" y2="8" />
            <TrendMark
              side={side}
              x={20}
              y={8}
              hollow={points.at(-1)?.simulated === true}
              sizePx={5}
            />
          </svg>
          <span>
            <strong>{SIDE_NAME[side]}</strong>
            {band === null ? (
              '. No detectable change is known of this figure.'
            ) : (
              <>
                . Band {amount(band.low)} to {amount(band.high)}
                {behind}: within it a difference from the first session could be scatter.
                {later > 0 && ` ${outside} of ${points.length - 1} later sessions outside.`}
              </>
            )}
          </span>
        </li>
      ))}
      <li>
        <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true">
          <line class="trend-spread key" x1="20" x2="20" y1="1" y2="15" />
        </svg>
        <span>Bar: one standard deviation to each side, over the movements of a session.</span>
      </li>
      {anyOutside && (
        <li>
          <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true">
            <OutsideMark x={20} y={12} isAbove />
          </svg>
          <span>
            Outside the band: changed by more than scatter explains. Not better or worse by itself.
          </span>
        </li>
      )}
      {trend.simulated && (
        <li>
          <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true">
            <TrendMark side="left" x={12} y={8} hollow sizePx={5} />
            <TrendMark side="right" x={28} y={8} hollow sizePx={5} />
          </svg>
          <span>
            <strong>Simulated</strong>: hollow marks; no person wore the sensors.
          </span>
        </li>
      )}
    </ul>
  );
}
