import { whenColoursTurn } from '../store/theme.ts';

/** The colours of the canvases, read from the same custom properties as the style sheets. */
export interface Palette {
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly faint: string;
  readonly left: string;
  readonly right: string;
  /** Fill of each band, neutral first. */
  readonly bands: readonly string[];
  /** Outline of each band, readable against the card. */
  readonly bandEdges: readonly string[];
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const perBand = (suffix: string) => [0, 1, 2, 3].map((band) => read(`--band-${band}-${suffix}`));
  return {
    ink: read('--ink'),
    inkSoft: read('--ink-soft'),
    line: read('--line'),
    faint: read('--faint'),
    left: read('--left'),
    right: read('--right'),
    bands: perBand('fill'),
    bandEdges: perBand('edge'),
  };
}

/** Calls `listener` with the palette now and whenever the colours turn. */
export function watchPalette(listener: (palette: Palette) => void): () => void {
  const tell = () => listener(readPalette());
  tell();
  return whenColoursTurn(tell);
}
