import type { Side } from '../../../../../src/model/placement.ts';
import { formatValue } from '../../store/formatValue.ts';

const WIDTH = 60;
const HEIGHT = 32;
const MARGIN = 5;
/** The range that always fills the height, so that small changes look small. */
const LEAST_RANGE = { cm: 4, deg: 10 } as const;
/** Most reps shown: their places are fixed, the newest at the right. */
const PLACES = 5;

interface TrendProps {
  readonly side: Side;
  /** Of the last reps, oldest first, at most five. */
  readonly values: readonly number[];
  readonly unit: 'cm' | 'deg';
}

/** The last five reps as a line: further in is higher. */
export function Trend({ side, values, unit }: TrendProps) {
  const middle = values.length === 0 ? 0 : (Math.max(...values) + Math.min(...values)) / 2;
  const spread = values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  const perUnit = (HEIGHT - 2 * MARGIN) / Math.max(LEAST_RANGE[unit], spread);
  const step = (WIDTH - 2 * MARGIN) / (PLACES - 1);
  const points = values.map((value, i) => ({
    x: WIDTH - MARGIN - (values.length - 1 - i) * step,
    y: HEIGHT / 2 - (value - middle) * perUnit,
  }));
  const last = points.at(-1);
  const told = values.map((value) => formatValue(value, unit)).join(', ');
  return (
    <svg
      class={`trend ${side}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={
        values.length === 0
          ? `No reps of the ${side} leg yet`
          : `Last reps of the ${side} leg: ${told} ${unit === 'cm' ? 'cm' : 'degrees'}`
      }
    >
      <polyline points={points.map(({ x, y }) => `${x},${y.toFixed(1)}`).join(' ')} />
      {last && <circle cx={last.x} cy={last.y.toFixed(1)} r="3.5" />}
    </svg>
  );
}
