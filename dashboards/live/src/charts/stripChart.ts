import uPlot from 'uplot';
import type { Palette } from '../draw/palette.ts';
import { type FrameState, HISTORY_S, historyColumn } from '../store/frameState.ts';
import type { ChartSpec } from './chartSpec.ts';

const COLUMNS = ['left', 'right'] as const;
const RIGHT_DASH = [7, 4];
const AXIS_FONT = '13px system-ui, sans-serif';

/** A chart of the last ten seconds: left leg solid, right leg dashed, newest at the right edge. */
export class StripChart {
  readonly #host: HTMLElement;
  readonly #spec: ChartSpec;
  readonly #plot: uPlot;
  readonly #times: number[] = [];
  readonly #values: (number | null)[][] = [[], []];
  #revision = -1;

  constructor(host: HTMLElement, spec: ChartSpec, palette: Palette) {
    this.#host = host;
    this.#spec = spec;
    this.#plot = new uPlot(chartOptions(host, spec, palette), [[], [], []], host);
  }

  draw(frames: FrameState): void {
    const { clientWidth, clientHeight } = this.#host;
    const resized = clientWidth !== this.#plot.width || clientHeight !== this.#plot.height;
    if (resized) this.#plot.setSize({ width: clientWidth, height: clientHeight });
    if (frames.revision === this.#revision && !resized) return;
    this.#revision = frames.revision;
    const columns = COLUMNS.map((side) => historyColumn(side, this.#spec.quantity));
    frames.history.copyWindow(HISTORY_S, columns, this.#times, this.#values);
    this.#plot.setData([this.#times, this.#values[0], this.#values[1]]);
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

function chartOptions(host: HTMLElement, spec: ChartSpec, palette: Palette): uPlot.Options {
  const axis = {
    stroke: palette.inkSoft,
    font: AXIS_FONT,
    grid: { stroke: palette.line, width: 1 },
    ticks: { show: false },
  };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 12, 0, 0],
    scales: {
      x: { time: false, range: () => [-HISTORY_S, 0] },
      y: {
        range: (_plot, low, high) => [
          Math.min(spec.range[0], low ?? spec.range[0]),
          Math.max(spec.range[1], high ?? spec.range[1]),
        ],
      },
    },
    axes: [
      { ...axis, size: 26, values: (_plot, splits) => splits.map((s) => `${s} s`) },
      { ...axis, size: 44, space: 34 },
    ],
    series: [
      {},
      { stroke: palette.left, width: 2.5, points: { show: false }, spanGaps: false },
      {
        stroke: palette.right,
        width: 2.5,
        dash: RIGHT_DASH,
        points: { show: false },
        spanGaps: false,
      },
    ],
    hooks: { drawAxes: [(plot) => drawEdges(plot, spec.edges, palette)] },
  };
}

function drawEdges(plot: uPlot, edges: readonly number[], palette: Palette): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
  edges.forEach((edge, i) => {
    const y = plot.valToPos(edge, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.strokeStyle = palette.bandEdges[i + 1];
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  });
  ctx.restore();
}
