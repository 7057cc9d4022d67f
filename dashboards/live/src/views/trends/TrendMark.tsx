import type { Side } from '../../../../../src/model/placement.ts';

interface TrendMarkProps {
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  /** No person wore the sensors: hollow. */
  readonly hollow: boolean;
  readonly sizePx: number;
}

/** A circle for the left leg and a square for the right one, so that no colour is needed. */
export function TrendMark({ side, x, y, hollow, sizePx }: TrendMarkProps) {
  const common = { class: `trend-mark ${side}`, 'data-hollow': hollow };
  return side === 'left' ? (
    <circle {...common} cx={x} cy={y} r={sizePx} />
  ) : (
    <rect {...common} x={x - sizePx} y={y - sizePx} width={2 * sizePx} height={2 * sizePx} />
  );
}

/** A triangle that points away from the band. */
export function OutsideMark({
  x,
  y,
  isAbove,
}: {
  readonly x: number;
  readonly y: number;
  readonly isAbove: boolean;
}) {
  const tip = isAbove ? -7 : 7;
  return <path class="trend-outside" d={`M${x - 6} ${y}H${x + 6}L${x} ${y + tip}Z`} />;
}
