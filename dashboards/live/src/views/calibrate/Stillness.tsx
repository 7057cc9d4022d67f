import type { SensorProgress } from '../../../../../src/model/calibrationProgress.ts';
import { placementName } from '../sideName.ts';

/** Each sensor's spot on the legs, left on the left as in a mirror. */
const SPOTS: Readonly<Record<string, readonly [number, number]>> = {
  left_thigh: [36, 34],
  left_shank: [32.5, 82],
  right_thigh: [64, 34],
  right_shank: [67.5, 82],
};

const ORDER = Object.keys(SPOTS);

/** A sensor of which nothing is told yet has its place alone. */
type Told = Pick<SensorProgress, 'placement'> & Partial<SensorProgress>;

/** Which sensors are still and which move: by shape, by word and by colour. */
export function Stillness({ sensors }: { readonly sensors: readonly Told[] }) {
  const inOrder = [...sensors].sort(
    (a, b) => ORDER.indexOf(a.placement) - ORDER.indexOf(b.placement),
  );
  return (
    <div class="stillness">
      <svg viewBox="0 0 100 116" aria-hidden="true">
        <path class="legs" d="M38 6H62L66 58L69 108L80 112M38 6L34 58L31 108L20 112" />
        {sensors.map(({ placement, isStill }) => (
          <Mark key={placement} at={SPOTS[placement] ?? [50, 4]} isStill={isStill} />
        ))}
      </svg>
      <ul>
        {inOrder.map(({ placement, isStill, rateSdDps }) => (
          <li key={placement} data-still={isStill} data-placement={placement}>
            <svg class="still-spot" viewBox="-12 -12 24 24" aria-hidden="true">
              <Mark at={[0, 0]} isStill={isStill} />
            </svg>
            {placementName(placement)}{' '}
            <strong title={rateSdDps === undefined ? undefined : `${rateSdDps.toFixed(1)} °/s`}>
              {wordOf(isStill)}
            </strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function wordOf(isStill: boolean | undefined): string {
  if (isStill === undefined) return '–';
  return isStill ? 'still' : 'moves';
}

interface MarkProps {
  readonly at: readonly [number, number];
  readonly isStill: boolean | undefined;
}

function Mark({ at: [x, y], isStill }: MarkProps) {
  if (isStill === undefined) return null;
  return (
    <g class="stillness-mark" data-still={isStill} transform={`translate(${x} ${y})`}>
      {isStill ? <circle r="8.5" /> : <path d="M0-11L11 0L0 11L-11 0z" />}
      <path class="shape-sign" d={isStill ? 'M-4 0l3 3.5l5-6.5' : 'M0-5v5M0 4v.6'} />
    </g>
  );
}
