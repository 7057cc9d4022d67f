import type { BandIndex } from '../store/band.ts';

/** One shape per band, so that the band is told without colour. */
const SHAPES: readonly string[] = [
  'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z',
  'M12 1.5L22.5 12L12 22.5L1.5 12z',
  'M12 2L23 21.5H1z',
  'M2.5 2.5h19v19h-19z',
];

export function BandShape({ band }: { readonly band: BandIndex }) {
  return (
    <svg class={`band-shape shape-${band}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[band]} />
    </svg>
  );
}

/** Stands where a band would, while the data do not allow one. */
export function NoBandShape() {
  return (
    <svg class="band-shape shape-none" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 12h16" />
    </svg>
  );
}

export const BAND_INDICES = [0, 1, 2, 3] as const satisfies readonly BandIndex[];
