import { InvalidArgumentError, Option } from 'commander';
import type { MakeChoice } from '../simulator/radio/makes/makeOf.ts';

/** A make by the word of the command line; null is our own protocol. */
const MAKES = {
  plumbline: null,
  dot: { driver: 'movellaDot' },
  movesense: { driver: 'movesense' },
  witmotion: { driver: 'witMotion' },
  metamotion: { driver: 'metaMotion' },
} as const satisfies Record<string, MakeChoice | null>;

export type MakeWord = keyof typeof MAKES;

/** Of which makes the virtual sensors are. */
export function makesOption(usual: readonly MakeWord[] = ['plumbline']): Option {
  return new Option(
    '--makes <list>',
    `of which makes the virtual sensors are, taken in turn: ${Object.keys(MAKES).join(', ')}`,
  )
    .argParser(makeList)
    .default(usual, usual.join(','));
}

/** The make of each virtual sensor, by its place in the list of sensors. */
export function makeInTurn(words: readonly MakeWord[]): (index: number) => MakeChoice | undefined {
  return (index) => MAKES[words[index % words.length]!] ?? undefined;
}

function makeList(text: string): MakeWord[] {
  return text.split(',').map((word) => {
    if (isMake(word)) return word;
    throw new InvalidArgumentError(
      `valid are ${Object.keys(MAKES).join(', ')}, or a list of them such as dot,movesense.`,
    );
  });
}

function isMake(word: string): word is MakeWord {
  return Object.hasOwn(MAKES, word);
}
