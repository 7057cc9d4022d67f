import type { RecordingAnswer } from '../../../../../src/stream/answers/recordings.ts';

/** What was said of a recording that may move a figure; one line each. */
export function notedOf({ described }: RecordingAnswer): string[] {
  const { conditions, footwear, loadKg, band, boxHeightCm, painDuring, tags, notes } = described;
  return [
    ...(conditions ? [`Conditions: ${conditions}`] : []),
    ...(footwear ? [`Footwear: ${footwear}`] : []),
    ...(loadKg !== undefined ? [`Load: ${loadKg} kg`] : []),
    ...(band ? [`Band: ${band}`] : []),
    ...(boxHeightCm !== undefined ? [`Box: ${boxHeightCm} cm`] : []),
    ...(painDuring !== undefined ? [`Pain: ${painDuring} of 10`] : []),
    ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : []),
    ...(notes ? [`Notes: ${notes}`] : []),
  ];
}
