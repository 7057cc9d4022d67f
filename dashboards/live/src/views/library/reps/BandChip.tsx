import { BandShape, NoBandShape } from '../../BandShape.tsx';
import { bandIndexOf } from './cycleWords.ts';

/** Shape and word of a band; nothing where none is stated. */
export function BandChip({ word }: { readonly word: string | null }) {
  if (word === null) return null;
  const index = bandIndexOf(word);
  return (
    <span class="card-band" data-band={index ?? 'wide'}>
      {index === null ? <NoBandShape /> : <BandShape band={index} />}
      {word}
    </span>
  );
}
