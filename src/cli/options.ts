import { InvalidArgumentError } from 'commander';
import { encodeText, ProtocolError } from '../../firmware-protocol/index.ts';
import { ASSESSMENT_IDS, type AssessmentId, isAssessmentId } from '../model/assessment.ts';
import { PLACEMENTS, type Placement } from '../model/placement.ts';
import { PSEUDONYM } from '../model/pseudonym.ts';

/**
 * Parsers of option values. Each throws `InvalidArgumentError` with what is valid; commander puts
 * the option and what was found before it.
 */

/** Of a file or folder to write: a blank would be the folder the program runs in. */
export function outputPath(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('valid is a path to write to; it is blank.');
}

export function numberBetween(low: number, high: number, unit = ''): (text: string) => number {
  return (text) => {
    const value = numberIn(text);
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(`valid are ${low} to ${high}${unit ? ` ${unit}` : ''}.`);
  };
}

export function wholeNumberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`valid are whole numbers from ${low} to ${high}.`);
  };
}

/** `0,0,18`: one angle per rep, taken in turn. */
export function angleListBetween(low: number, high: number): (text: string) => number[] {
  return (text) => {
    const angles = text.split(',').map(numberIn);
    if (angles.every((angle) => angle >= low && angle <= high)) return angles;
    throw new InvalidArgumentError(
      `valid are degrees from ${low} to ${high}, or a list of them such as 0,0,18.`,
    );
  };
}

/** `right_thigh,right_shank`: each place once. */
export function placementList(text: string): Placement[] {
  const names = text.split(',').map((name) => name.trim());
  const placements = names.flatMap((name) => PLACEMENTS.filter((known) => known === name));
  if (placements.length === names.length && new Set(names).size === names.length) {
    return placements;
  }
  throw new InvalidArgumentError(
    `valid are ${PLACEMENTS.join(', ')}, each once, separated by commas.`,
  );
}

/** The serial of a sensor, by the rules of the protocol. */
export function serialNumber(text: string): string {
  try {
    encodeText('serial', text);
    return text;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new InvalidArgumentError(`valid are ${error.expected}, as "plumbline scan" shows it.`);
  }
}

export function pseudonym(text: string): string {
  if (PSEUDONYM.test(text)) return text;
  throw new InvalidArgumentError(
    'valid is a pseudonym of up to 32 letters, digits, "-" and "_", such as P-7F3K; never a name.',
  );
}

/** One line that lists have room for. */
export function shortText(text: string): string {
  if (text.trim() !== '' && text.length <= 100) return text;
  throw new InvalidArgumentError('valid are 1 to 100 characters.');
}

/** `2026-11-22T18:30:00Z`, in µs since the Unix epoch. The zone must be told: none is guessed. */
export function instant(text: string): number {
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = isIso ? Date.parse(text) : Number.NaN;
  if (ms >= 0) return ms * 1000;
  throw new InvalidArgumentError(
    'valid is an instant with its zone, such as 2026-11-22T18:30:00Z or 2026-11-22T18:30:00+01:00.',
  );
}

export interface SecondsWindow {
  readonly fromS: number;
  readonly toS: number;
}

/** `1:6`: seconds from the start of a recording. */
export function secondsWindow(text: string): SecondsWindow {
  const [fromS, toS, ...more] = text.split(':').map(numberIn);
  if (more.length === 0 && toS > fromS && Number.isFinite(toS - fromS)) return { fromS, toS };
  throw new InvalidArgumentError(
    'valid are two times in seconds from the start, the smaller first, such as 1:6.',
  );
}

/** NaN, which no range holds, for anything but a number; `Number` takes a blank for 0. */
function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

export function assessmentId(text: string): AssessmentId {
  if (isAssessmentId(text)) return text;
  throw new InvalidArgumentError(`valid are ${ASSESSMENT_IDS.join(', ')}.`);
}
