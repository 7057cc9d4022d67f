import { InvalidArgumentError } from 'commander';

/** Parsers of option values; commander adds the option's name to what they say. */

export function numberBetween(low: number, high: number, unit = ''): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= low && value <= high) return value;
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
export function angleList(text: string): number[] {
  const angles = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (angles.every(Number.isFinite)) return angles;
  throw new InvalidArgumentError('valid are degrees, or a list of them such as 0,0,18.');
}

const SUBJECT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

export function pseudonym(text: string): string {
  if (SUBJECT.test(text)) return text;
  throw new InvalidArgumentError(
    'valid is a pseudonym of up to 32 letters, digits, "-" and "_", such as P-7F3K; never a name.',
  );
}
