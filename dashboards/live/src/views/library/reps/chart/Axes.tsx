import { MINUS } from '../../../../store/formatValue.ts';
import { PLOT, PLOT_HEIGHT, type Scales } from './scales.ts';
import { ticksBetween } from './ticks.ts';

interface AxesProps {
  readonly scales: Scales;
  /** `%` or `s`, behind the numbers of the time base. */
  readonly xUnit: '%' | 's';
}

export function Axes({ scales: { x, y, atX, atY }, xUnit }: AxesProps) {
  const [left, right] = [atX(x.low), atX(x.high)];
  const bottom = PLOT_HEIGHT - PLOT.bottom;
  return (
    <g class="axes">
      {ticksBetween(y.low, y.high, 5).map((tick) => (
        <g key={tick}>
          <line
            class={tick === 0 ? 'zero' : ''}
            x1={left}
            x2={right}
            y1={atY(tick)}
            y2={atY(tick)}
          />
          <text x={PLOT.left - 6} y={atY(tick) + 4} text-anchor="end">
            {plain(tick)}
          </text>
        </g>
      ))}
      {ticksBetween(x.low, x.high, 4).map((tick) => (
        <g key={tick}>
          <line x1={atX(tick)} x2={atX(tick)} y1={PLOT.top} y2={bottom} />
          <text x={atX(tick)} y={bottom + 17} text-anchor={anchorAt(tick, x)}>
            {plain(tick)} {xUnit}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The words at the ends stay within the chart. */
function anchorAt(tick: number, { low, high }: Scales['x']): 'start' | 'middle' | 'end' {
  const share = (tick - low) / (high - low);
  if (share < 0.04) return 'start';
  return share > 0.96 ? 'end' : 'middle';
}

function plain(value: number): string {
  return value < 0 ? `${MINUS}${Math.abs(value)}` : `${value}`;
}
