import type { Placement } from '../../../../../src/model/placement.ts';

/** The rows of the map from the hips down, each as seen in a mirror: the left leg on the left. */
const MAP_ROWS: readonly (readonly Placement[])[] = [
  ['pelvis'],
  ['left_thigh', 'right_thigh'],
  ['left_shank', 'right_shank'],
  ['left_foot', 'right_foot'],
];

/** In the order of reading. */
export const MAP_PLACES: readonly Placement[] = MAP_ROWS.flat();

/** The place that an arrow key leads to; null for other keys and beyond the edge. */
export function neighbour(place: Placement, key: string): Placement | null {
  const row = MAP_ROWS.findIndex((places) => places.includes(place));
  const column = MAP_ROWS[row]?.indexOf(place) ?? 0;
  const at = (r: number, c: number) => {
    const places = MAP_ROWS[r];
    return places?.[Math.min(c, places.length - 1)] ?? null;
  };
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(Math.max(row, 1), 0);
    case 'ArrowRight':
      return at(Math.max(row, 1), 1);
    default:
      return null;
  }
}

type Segment = 'pelvis' | 'thigh' | 'shank' | 'foot';

export function segmentOf(place: Placement): Segment {
  const [, segment] = place.split('_');
  return segment === 'thigh' || segment === 'shank' || segment === 'foot' ? segment : 'pelvis';
}

/** Where on the segment least moves against the bone, and how to fix it there. */
export const WHERE: Readonly<Record<Segment, string>> = {
  thigh:
    'Middle to lower thigh, on the front and outer side. Snug strap, 5 cm wide or more: it must not slide when you squat.',
  shank:
    'The flat inner front of the shin, upper third to middle. Snug strap: it must not turn when you squat.',
  foot: 'Extra. On the heel of the shoe or on the instep, tied so that it moves with the shoe.',
  pelvis: 'Extra. At the back, on the flat bone below the belt line, under a tight belt.',
};
