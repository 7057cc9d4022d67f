import type { CalibrationVerdict } from '../../../../../src/model/calibration.ts';

const OUTLINE: Readonly<Record<CalibrationVerdict, string>> = {
  good: 'M24 4a20 20 0 1 0 .01 0z',
  usable: 'M24 4L46 43H2z',
  redo: 'M15 3H33L45 15V33L33 45H15L3 33V15z',
};
const SIGN: Readonly<Record<CalibrationVerdict, string>> = {
  good: 'M14 25l7 7l14-16',
  usable: 'M24 17v13M24 36v1',
  redo: 'M16 16l16 16M32 16L16 32',
};

/** A verdict as a shape of its own: circle, triangle, octagon. */
export function VerdictShape({ verdict }: { readonly verdict: CalibrationVerdict }) {
  return (
    <svg class="verdict-shape" data-verdict={verdict} viewBox="0 0 48 48" aria-hidden="true">
      <path d={OUTLINE[verdict]} />
      <path class="shape-sign" d={SIGN[verdict]} />
    </svg>
  );
}
