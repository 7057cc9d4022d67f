import type { Placement } from '../../../../../src/model/placement.ts';
import type { SensorCondition } from '../../store/sensorCondition.ts';
import { MAP_PLACES, segmentOf } from './places.ts';

/** Outline of the leg on the right of the picture; the other is its mirror image. */
const LEG =
  'M62 30L63 60Q64 92 68 116Q66 136 69 160L73 232L70 262Q70 270 82 270L92 270Q98 268 94 262L86 232Q94 172 90 150Q88 130 88 116Q98 76 99 22Q98 8 92 4L60 4z';

/** Where the sensor sits on the leg on the right, and how far the strap reaches. */
const SPOTS = {
  thigh: { x: 84, y: 76, strap: 'M66 76Q80 82 94 76', lineY: 50 },
  shank: { x: 74, y: 154, strap: 'M68 154Q80 160 90 154', lineY: 150 },
  foot: { x: 80, y: 246, strap: 'M71 252Q80 242 90 252', lineY: 250 },
} as const;

interface BodyFigureProps {
  /** How the sensor of each place does; a place that is not in it has none. */
  readonly worn: ReadonlyMap<Placement, SensorCondition>;
  /** The place that is pointed out. */
  readonly shown: Placement | null;
}

/** The legs from the front as in a mirror, with the spot and the strap of every sensor. */
export function BodyFigure({ worn, shown }: BodyFigureProps) {
  return (
    <svg class="body-figure" viewBox="0 0 120 300" aria-hidden="true">
      <path class="limb" d={LEG} />
      <path class="limb" d={LEG} transform="matrix(-1 0 0 1 120 0)" />
      <path class="floor" d="M4 272h112" />
      {MAP_PLACES.map((place) => (
        <Spot key={place} place={place} condition={worn.get(place)} shown={place === shown} />
      ))}
    </svg>
  );
}

interface SpotProps {
  readonly place: Placement;
  readonly condition: SensorCondition | undefined;
  readonly shown: boolean;
}

function Spot({ place, condition, shown }: SpotProps) {
  const segment = segmentOf(place);
  const facts = { 'data-condition': condition ?? 'empty', 'data-shown': shown };
  if (segment === 'pelvis') {
    return (
      <g class="wear-spot behind" data-place={place} {...facts}>
        <path class="lead" d="M60 0v8" />
        <path class="strap" d="M24 14Q60 22 96 14" />
        <rect x="51" y="8" width="18" height="13" rx="3" />
      </g>
    );
  }
  const { x, y, strap, lineY } = SPOTS[segment];
  const mirrored = place.startsWith('left') ? { transform: 'matrix(-1 0 0 1 120 0)' } : {};
  return (
    <g class="wear-spot" data-place={place} {...mirrored} {...facts}>
      <circle class="reach" cx={x} cy={y} r="22" />
      <path class="lead" d={`M${x} ${y}L104 ${lineY}H120`} />
      <path class="strap" d={strap} />
      <rect x={x - 6.5} y={y - 9} width="13" height="18" rx="3" />
    </g>
  );
}
