import { useMemo, useRef } from 'preact/hooks';
import type { Headline } from '../../../../../../../src/model/movement.ts';
import { valueAt } from '../timeBase.ts';
import { Axes } from './Axes.tsx';
import type { ChartLine, ChartMean } from './chartLines.ts';
import { linePath, meanPath, spreadPath } from './paths.ts';
import { PLOT, PLOT_HEIGHT, placeSpan, type Span, scalesOf, valueSpan } from './scales.ts';
import { useWidth } from './useWidth.ts';
import { Zones, ZoneWords } from './Zones.tsx';

interface CourseChartProps {
  readonly title: string;
  readonly unit: string;
  /** What a person who does not see it is told. */
  readonly inWords: string;
  readonly lines: readonly ChartLine[];
  readonly means: readonly ChartMean[];
  /** Whose bands lie behind it; null of other measures. */
  readonly bands: Headline | null;
  readonly xUnit: '%' | 's';
  /** So that charts beside each other are read alike; else what shows all of this one. */
  readonly span?: Span;
  /** Where the figure stands, on the time base; null draws no mark. */
  readonly markX?: number | null;
  readonly picked?: number | null;
  readonly onPick?: (cycle: number) => void;
}

/** Repetitions over one another with their mean and one standard deviation either way. */
export function CourseChart(props: CourseChartProps) {
  const { title, unit, inWords, lines, means, bands, xUnit, span, markX = null } = props;
  const { picked = null, onPick } = props;
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const scales = useMemo(() => {
    const y = span ?? valueSpan(lines, means, bands?.bandEdges ?? null);
    return width > 0 ? scalesOf(width, placeSpan(lines, means), y) : null;
  }, [width, lines, means, bands, span]);
  const still = useMemo(
    () =>
      scales && (
        <>
          {bands && <Zones headline={bands} scales={scales} />}
          <Axes scales={scales} xUnit={xUnit} />
          {means.map(({ side, points }, i) => (
            <path key={`spread${i}`} class={`spread ${side}`} d={spreadPath(points, scales)} />
          ))}
          {lines.map((line) => (
            <path
              key={`${line.cycle}${line.side}`}
              class={`course ${line.side}`}
              data-cycle={line.cycle}
              data-side={line.side}
              data-counted={line.counted}
              d={linePath(line, scales)}
            />
          ))}
          {means.map(({ side, dashed, points }, i) => (
            <path
              key={`mean${i}`}
              class={`mean ${side}`}
              data-dashed={dashed}
              d={meanPath(points, scales)}
            />
          ))}
          {bands && <ZoneWords headline={bands} scales={scales} lines={lines} means={means} />}
        </>
      ),
    [scales, lines, means, bands, xUnit],
  );
  const point = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    if (!scales || !onPick) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = scales.fromX(event.clientX - box.left);
    const nearest = nearestLine(lines, x, event.clientY - box.top, scales.atY);
    if (nearest !== null) onPick(nearest);
  };
  return (
    <figure class="course-chart">
      <figcaption>
        {title} <span class="soft">{unit}</span>
      </figcaption>
      <div class="course-plot" ref={host}>
        {scales && (
          <svg
            width={width}
            height={PLOT_HEIGHT}
            role="img"
            aria-label={inWords}
            onPointerMove={point}
            onPointerDown={point}
          >
            {still}
            {markX !== null && (
              <line
                class="figure-mark"
                x1={scales.atX(markX)}
                x2={scales.atX(markX)}
                y1={PLOT.top}
                y2={PLOT_HEIGHT - PLOT.bottom}
              />
            )}
            {lines
              .filter(({ cycle }) => cycle === picked)
              .map((line) => (
                <path
                  key={line.side}
                  class={`course picked ${line.side}`}
                  data-counted={line.counted}
                  d={linePath(line, scales)}
                />
              ))}
          </svg>
        )}
      </div>
    </figure>
  );
}

/** The repetition whose line is nearest to a pointer; null where none is near. */
function nearestLine(
  lines: readonly ChartLine[],
  x: number,
  yPx: number,
  atY: (y: number) => number,
): number | null {
  let nearest: number | null = null;
  let leastPx = 40;
  for (const line of lines) {
    const value = valueAt(line, x);
    if (value === null) continue;
    const apartPx = Math.abs(atY(value) - yPx);
    if (apartPx < leastPx) {
      leastPx = apartPx;
      nearest = line.cycle;
    }
  }
  return nearest;
}
