import { useMemo, useRef } from 'preact/hooks';
import type { Side } from '../../../../../src/model/placement.ts';
import type { TrendOfSide, TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import { ChartGround } from './ChartGround.tsx';
import { type Scale, timeScale, valueScale } from './chartScale.ts';
import { ASIDE_PX, type OutsideMarkAt, outsideMarks } from './outsideMarks.ts';
import { sessionLine } from './sessionLine.ts';
import type { TrendSession } from './sessionsIn.ts';
import { OutsideMark, TrendMark } from './TrendMark.tsx';
import { useWidth } from './useWidth.ts';

const HEIGHT_PX = 330;
/** At the right, for the words of the bands of the task. */
const WORDS_PX = 66;
/** Room that one label of a day needs. */
const DAY_PX = 84;
/** Half the width of a mark, and of one among hundreds. */
const MARK_PX = 6;
const LEAST_MARK_PX = 2.5;
/** Room that each session needs for words at its marks. */
const WORD_PX = 64;

interface TrendChartProps {
  readonly trend: TrendOfTask;
  readonly sessions: readonly TrendSession[];
  /** Index of the session whose card is shown. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Sessions in time. Arrow keys, pointer and touch go from one to the next. */
export function TrendChart({ trend, sessions, chosen, onChoose }: TrendChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { area, times, marks } = useMemo(
    () => drawing(trend, sessions, width),
    [trend, sessions, width],
  );
  const session = sessions[chosen];
  const last = sessions.length - 1;

  const press = (event: KeyboardEvent) => {
    const to = { ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(Math.min(last, Math.max(0, to)));
  };
  const point = (event: PointerEvent) => {
    const x = event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
    onChoose(nearest(sessions, times, x));
  };
  return (
    <div
      ref={box}
      class="trend-chart"
      role="slider"
      tabIndex={0}
      aria-label={`Session, ${trend.words}`}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={sessions.length}
      aria-valuenow={chosen + 1}
      aria-valuetext={session && sessionLine(session, trend)}
      onKeyDown={press}
      onPointerDown={point}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
    >
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT_PX}
          viewBox={`0 0 ${width} ${HEIGHT_PX}`}
          aria-hidden="true"
        >
          {session && (
            <line
              class="trend-chosen"
              x1={times.at(session.startedUs)}
              x2={times.at(session.startedUs)}
              y1={area.top}
              y2={area.bottom}
            />
          )}
          {marks}
        </svg>
      )}
    </div>
  );
}

/** All that stays as it is while one session after another is chosen. */
function drawing(trend: TrendOfTask, sessions: readonly TrendSession[], width: number) {
  const area = { left: 44, right: Math.max(width - 12, 100), top: 26, bottom: HEIGHT_PX - 30 };
  const values = valueScale(trend.sides, area.bottom, area.top);
  const times = timeScale(
    sessions.map(({ startedUs }) => startedUs),
    area.left,
    area.right - (trend.bandEdges === null ? 0 : WORDS_PX),
    Math.max(2, Math.floor((area.right - area.left) / DAY_PX)),
  );
  const roomPx = (area.right - area.left) / sessions.length;
  const outside = outsideMarks(trend.sides, values, times, roomPx >= WORD_PX ? area.right : null);
  const marks = (
    <>
      <ChartGround trend={trend} box={area} values={values} times={times} />
      {/* Below the marks and words of both legs. */}
      {trend.sides.map(({ side, points }) => (
        <polyline
          key={side}
          class={`trend-line ${side}`}
          points={points
            .map(({ startedUs, mean }) => `${markX(times, side, startedUs)},${values.at(mean)}`)
            .join(' ')}
        />
      ))}
      {trend.sides.map((side) => (
        <SideMarks
          key={side.side}
          side={side}
          values={values}
          times={times}
          roomPx={roomPx}
          outside={outside.filter((mark) => mark.side === side.side)}
        />
      ))}
      {/* Over the lines of both legs. */}
      {outside.map(
        ({ session, side, y, word }) =>
          word && (
            <text
              key={`${session} ${side}`}
              class="trend-word"
              data-of={session}
              data-side={side}
              x={word.x}
              y={y}
              text-anchor={word.anchor}
            >
              outside
            </text>
          ),
      )}
    </>
  );
  return { area, times, marks };
}

function markX(times: Scale, side: Side, startedUs: number): number {
  return times.at(startedUs) + ASIDE_PX[side];
}

interface SideMarksProps {
  readonly side: TrendOfSide;
  readonly values: Scale;
  readonly times: Scale;
  /** For each session. */
  readonly roomPx: number;
  readonly outside: readonly OutsideMarkAt[];
}

function SideMarks({ side: { side, points }, values, times, roomPx, outside }: SideMarksProps) {
  const outsideOf = new Map(outside.map((mark) => [mark.session, mark]));
  const sizePx = Math.min(MARK_PX, Math.max(LEAST_MARK_PX, roomPx / 3));
  return (
    <g data-dense={sizePx < MARK_PX}>
      {points.map(({ session, startedUs, mean, sd, simulated }) => {
        const at = markX(times, side, startedUs);
        const mark = outsideOf.get(session);
        return (
          <g key={session} data-session={session} data-side={side}>
            {sd !== null && (
              <line
                class={`trend-spread ${side}`}
                x1={at}
                x2={at}
                y1={values.at(mean - sd)}
                y2={values.at(mean + sd)}
              />
            )}
            <TrendMark side={side} x={at} y={values.at(mean)} hollow={simulated} sizePx={sizePx} />
            {mark && <OutsideMark x={mark.x} y={mark.y} isAbove={mark.isAbove} />}
          </g>
        );
      })}
    </g>
  );
}

function nearest(sessions: readonly TrendSession[], times: Scale, x: number): number {
  let found = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, { startedUs }] of sessions.entries()) {
    const away = Math.abs(times.at(startedUs) - x);
    if (away < least) [found, least] = [i, away];
  }
  return found;
}
