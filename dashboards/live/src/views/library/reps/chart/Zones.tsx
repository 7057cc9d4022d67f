import { BAND_WORDS, type Headline } from '../../../../../../../src/model/movement.ts';
import { WIDE_WORDS } from '../../../../../../../src/model/wideBand.ts';
import type { ChartLine, ChartMean } from './chartLines.ts';
import { PLOT, PLOT_HEIGHT, type Scales } from './scales.ts';
import { drawnPoints, wordPlace } from './wordPlace.ts';

/** Least height of a zone that its word fits into. */
const WORD_HEIGHT = 16;

interface ZonesProps {
  readonly headline: Headline;
  readonly scales: Scales;
}

/** The bands behind a chart of the headline. */
export function Zones({ headline, scales }: ZonesProps) {
  return (
    <g>
      {zonesOf(headline, scales).map(({ n, left, right, top, bottom }) =>
        n < 0 ? null : (
          <rect
            key={n}
            class={`zone zone-${n}`}
            x={left}
            y={top}
            width={right - left}
            height={bottom - top}
          />
        ),
      )}
    </g>
  );
}

interface ZoneWordsProps extends ZonesProps {
  readonly lines: readonly ChartLine[];
  readonly means: readonly ChartMean[];
}

/** Their words, before the lines and where they cover least of them. */
export function ZoneWords({ headline, scales, lines, means }: ZoneWordsProps) {
  const drawn = drawnPoints(lines, means, scales);
  return (
    <g>
      {zonesOf(headline, scales).map((zone) => {
        if (zone.bottom - zone.top < WORD_HEIGHT) return null;
        const { x, y, anchor } = wordPlace(zone, drawn);
        return (
          <text key={zone.n} class="zone-word" x={x} y={y} text-anchor={anchor}>
            {zone.word}
          </text>
        );
      })}
    </g>
  );
}

function zonesOf({ bandEdges: edges, wideEdges }: Headline, { x, y, atX, atY }: Scales) {
  const wide = wideEdges?.[0] ?? Number.NEGATIVE_INFINITY;
  const lower = [Number.NEGATIVE_INFINITY, wide, ...edges];
  const upper = [wide, ...edges, Number.POSITIVE_INFINITY];
  return [WIDE_WORDS[0], ...BAND_WORDS].flatMap((word, i) => {
    const top = Math.max(PLOT.top, atY(Math.min(upper[i], y.high)));
    const bottom = Math.min(PLOT_HEIGHT - PLOT.bottom, atY(Math.max(lower[i], y.low)));
    if (!(bottom > top)) return [];
    return [{ word, n: i - 1, top, bottom, left: atX(x.low), right: atX(x.high) }];
  });
}
