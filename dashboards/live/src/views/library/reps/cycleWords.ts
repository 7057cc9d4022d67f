import { BAND_WORDS, type BandWord, type Headline } from '../../../../../../src/model/movement.ts';
import { wideWord } from '../../../../../../src/model/wideBand.ts';
import type {
  Cycle,
  CycleKind,
  CycleLeg,
  RepCoursesAnswer,
} from '../../../../../../src/stream/answers/repCourses.ts';
import { formatDecimals, NO_VALUE } from '../../../store/formatValue.ts';
import { BAND_INDICES } from '../../BandShape.tsx';
import { SIDE_NAME } from '../../sideName.ts';

/** Two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.96;

export const KIND_WORDS: Readonly<Record<CycleKind, { one: string; many: string }>> = {
  rep: { one: 'repetition', many: 'repetitions' },
  landing: { one: 'landing', many: 'landings' },
  stride: { one: 'stride', many: 'strides' },
};

/** Where values with their error are told; of strides none are. */
export const WHERE: Readonly<Record<CycleKind, string>> = {
  rep: 'at peak flexion',
  landing: 'at deepest flexion',
  stride: '',
};

/** `Rep 3`; `Set 2, rep 3` where there are several sets; `Left stride 4`. */
export function cycleName(
  { set, number, side }: Pick<Cycle, 'set' | 'number' | 'side'>,
  kind: CycleKind,
  sets: number,
): string {
  const noun = kind === 'rep' ? 'rep' : kind;
  const own = side === null ? `${noun} ${number}` : `${side} ${noun} ${number}`;
  const text = sets > 1 ? `set ${set}, ${own}` : own;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function setCount({ cycles }: Pick<RepCoursesAnswer, 'cycles'>): number {
  return new Set(cycles.map(({ set }) => set)).size;
}

/** `−1.2 cm`, `12.3°`; one decimal, as reports have it. */
export function amountText(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  return `${digits(value)}${unitSuffix(unit)}`;
}

/** With its sign always told: of differences. */
export function differenceText(value: number | null, unit: string): string {
  const text = amountText(value, unit);
  return value !== null && value > 0 && Number(value.toFixed(1)) !== 0 ? `+${text}` : text;
}

/** `± 1.2 cm`, 95 %; empty where no error is stated. Never ± 0, which no measurement has. */
export function errorOf(sd: number | null, unit: string): string {
  return sd === null ? '' : `± ${amountText(Math.max(0.1, Z_95 * sd), unit)}`;
}

export function unitSuffix(unit: string): string {
  if (unit === 'deg') return '°';
  return unit === '' || unit.startsWith('°') ? unit : ` ${unit}`;
}

/** In a heading: `°`, `cm`. */
export function unitName(unit: string): string {
  return unit === 'deg' ? '°' : unit;
}

function digits(value: number): string {
  return formatDecimals(value, 1);
}

/** The word of a leg in a cycle; the one for the other side of the line where that says more. */
export function bandWordOf(
  { band, headline }: Pick<CycleLeg, 'band' | 'headline'>,
  { wideEdges }: Pick<Headline, 'wideEdges'>,
): string | null {
  const wide =
    band === 'in line' && headline && wideEdges ? wideWord(headline.value, wideEdges) : null;
  return wide ?? band;
}

/** Which shape a word has; null of the words for the other side. */
export function bandIndexOf(word: string | null) {
  return BAND_INDICES.find((index) => BAND_WORDS[index] === (word as BandWord)) ?? null;
}

export function sideTitle(side: 'left' | 'right'): string {
  return `${SIDE_NAME[side]} leg`;
}
