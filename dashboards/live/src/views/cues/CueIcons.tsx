import type { JSX } from 'preact';

export type CueKind = 'shape' | 'colour' | 'sound' | 'haptic';

/** Line drawings on a field of 24 by 24. */
const ICON: Readonly<Record<CueKind, JSX.Element>> = {
  shape: <path d="M3 6.5h18M3 12h18M3 17.5h11" />,
  colour: (
    <path
      class="filled"
      d="M12 2.5c4 5 6.5 8 6.5 11.5a6.5 6.5 0 0 1-13 0c0-3.5 2.5-6.5 6.5-11.5z"
    />
  ),
  sound: (
    <>
      <path class="filled" d="M3 9v6h4l6 5V4L7 9z" />
      <path d="M16.5 8.5a5 5 0 0 1 0 7M19 5.5a9 9 0 0 1 0 13" />
    </>
  ),
  haptic: <path d="M9 4h6v16H9zM5 8v8M19 8v8M1.5 10.5v3M22.5 10.5v3" />,
};

/** Drawn whole where it is on; faint and struck through where it is off. */
export function CueIcon({ kind, on }: { readonly kind: CueKind; readonly on: boolean }) {
  return (
    <svg class="cue-icon" data-on={on} viewBox="0 0 24 24" aria-hidden="true">
      {ICON[kind]}
      {!on && <path class="strike" d="M3 21L21 3" />}
    </svg>
  );
}
