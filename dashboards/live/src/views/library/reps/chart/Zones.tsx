import { BAND_WORDS, type Headline } from '../../../../../../../src/model/movement.ts';
import { PLOT, PLOT_HEIGHT, type Scales } from './scales.ts';

/** Least height of a zone that its word fits into. */
const WORD_HEIGHT = 16;

/** The bands behind a chart of the headline, each with its word. */
export function Zones({
  headline,
  scales,
}: {
  readonly headline: Headline;
  readonly scales: Scales;
}) {
  const { bandEdges: edges, wideEdges } = headline;
  const bottom = wideEdges?.[0] ?? Number.NEGATIVE_INFINITY;
  const lower = [bottom, ...edges];
  const upper = [...edges, Number.POSITIVE_INFINITY];
  const zones = BAND_WORDS.map((word, n) => ({ word, n, low: lower[n], high: upper[n] }));
  const wide = { word: 'wide', n: -1, low: Number.NEGATIVE_INFINITY, high: bottom };
  return (
    <g>
      {[wide, ...zones].map((zone) => (
        <Zone key={zone.n} {...zone} scales={scales} />
      ))}
    </g>
  );
}

interface ZoneProps {
  readonly word: string;
  readonly n: number;
  readonly low: number;
  readonly high: number;
  readonly scales: Scales;
}

function Zone({ word, n, low, high, scales: { x, y, atX, atY } }: ZoneProps) {
  const top = Math.max(PLOT.top, atY(Math.min(high, y.high)));
  const bottom = Math.min(PLOT_HEIGHT - PLOT.bottom, atY(Math.max(low, y.low)));
  if (!(bottom > top)) return null;
  const [left, right] = [atX(x.low), atX(x.high)];
  return (
    <>
      {n >= 0 && (
        <rect
          class={`zone zone-${n}`}
          x={left}
          y={top}
          width={right - left}
          height={bottom - top}
        />
      )}
      {bottom - top >= WORD_HEIGHT && (
        <text class="zone-word" x={right - 4} y={top + 13} text-anchor="end">
          {word}
        </text>
      )}
    </>
  );
}
