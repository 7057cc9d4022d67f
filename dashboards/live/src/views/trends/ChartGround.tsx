import { BAND_WORDS } from '../../../../../src/model/movement.ts';
import type { TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import { dayText } from '../../store/dateText.ts';
import type { Scale } from './chartScale.ts';
import { amount } from './trendWords.ts';

export interface ChartBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A day with its year. */
const LABEL_PX = 72;

interface ChartGroundProps {
  readonly trend: TrendOfTask;
  readonly box: ChartBox;
  readonly values: Scale;
  readonly times: Scale;
}

/** Axes, the bands of the task where the figure is theirs, and the detectable change of each leg. */
export function ChartGround({ trend, box, values, times }: ChartGroundProps) {
  const { left, right, top, bottom } = box;
  const width = right - left;
  const isOneYear = new Set(times.ticks.map((tick) => dayText(tick).slice(-4))).size <= 1;
  return (
    <>
      {trend.bandEdges !== null && <TaskBands edges={trend.bandEdges} box={box} values={values} />}
      {values.ticks.map((tick) => (
        <g key={tick}>
          <line class="trend-grid" x1={left} x2={right} y1={values.at(tick)} y2={values.at(tick)} />
          <text class="trend-tick" x={left - 6} y={values.at(tick) + 4} text-anchor="end">
            {amountOfTick(tick, values)}
          </text>
        </g>
      ))}
      {trend.sides.map(({ side, band }) =>
        band === null ? null : (
          <g key={side} class={`trend-band ${side}`}>
            <rect
              x={left}
              width={width}
              y={values.at(band.high)}
              height={values.at(band.low) - values.at(band.high)}
            />
            {[band.low, band.high].map((edge) => (
              <line key={edge} x1={left} x2={right} y1={values.at(edge)} y2={values.at(edge)} />
            ))}
          </g>
        ),
      )}
      <line class="trend-axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {times.ticks.map((tick) => (
        <g key={tick}>
          <line
            class="trend-axis"
            x1={times.at(tick)}
            x2={times.at(tick)}
            y1={bottom}
            y2={bottom + 5}
          />
          {times.at(tick) <= right - LABEL_PX / 2 && (
            <text class="trend-tick" x={times.at(tick)} y={bottom + 19} text-anchor="middle">
              {isOneYear ? dayText(tick).replace(/ \d{4}$/, '') : dayText(tick)}
            </text>
          )}
        </g>
      ))}
      <text class="trend-tick" x={left} y={top - 8}>
        {trend.unit === 'deg' ? 'degrees' : trend.unit}
      </text>
    </>
  );
}

function TaskBands({
  edges: [slightly, wide, far],
  box: { left, right, top, bottom },
  values,
}: {
  readonly edges: readonly [number, number, number];
  readonly box: ChartBox;
  readonly values: Scale;
}) {
  const bounds = [-slightly, slightly, wide, far, Number.POSITIVE_INFINITY];
  const clamp = (value: number) => Math.min(bottom, Math.max(top, values.at(value)));
  return (
    <>
      {BAND_WORDS.map((word, band) => {
        const from = clamp(bounds[band] ?? 0);
        const to = band === BAND_WORDS.length - 1 ? top : clamp(bounds[band + 1] ?? 0);
        if (from - to < 1) return null;
        return (
          <g key={word}>
            <rect
              class={`task-band band-${band}`}
              x={left}
              width={right - left}
              y={to}
              height={from - to}
            />
            {from - to >= 14 && (
              <text class="task-band-word" x={right - 4} y={to + 12} text-anchor="end">
                {word}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

/** As many decimals as the step has. */
function amountOfTick(tick: number, { ticks }: Scale): string {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = Math.abs(tick).toFixed(decimals);
  return tick < 0 && Number(text) !== 0 ? amount(tick).charAt(0) + text : text;
}
