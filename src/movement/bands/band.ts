import { BAND_WORDS, type BandWord, type Headline } from '../../model/movement.ts';

/** 0 `in line` … 3 `far in`. */
export function bandIndex(value: number, edges: Headline['bandEdges']): 0 | 1 | 2 | 3 {
  if (value < edges[0]) return 0;
  if (value < edges[1]) return 1;
  return value < edges[2] ? 2 : 3;
}

export function bandWord(value: number, edges: Headline['bandEdges']): BandWord {
  return BAND_WORDS[bandIndex(value, edges)];
}

/** A measure in SI as the headline's unit. */
export function inHeadlineUnit(value: number, unit: Headline['unit']): number {
  return unit === 'cm' ? 100 * value : value;
}
