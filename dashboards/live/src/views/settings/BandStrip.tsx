interface BandStripProps {
  /** Two falling or three rising numbers; anything else while somebody types. */
  readonly edges: readonly unknown[];
  readonly isValid: boolean;
}

const INWARD = ['in line', 'slightly in', 'in', 'far in'];
const OUTWARD = ['far wide', 'knees wide', 'in line'];

/** What edges make of the values: each word as wide as its band. The numbers beside it say the same. */
export function BandStrip({ edges, isValid }: BandStripProps) {
  const numbers = edges.filter((edge) => typeof edge === 'number').map(Math.abs);
  if (!isValid || numbers.length !== edges.length || numbers.length === 0) {
    return <div class="band-strip" data-valid="false" aria-hidden="true" />;
  }
  const last = numbers[numbers.length - 1];
  const bounds = [0, ...numbers, last * 1.35];
  const widths = bounds.slice(1).map((bound, i) => bound - bounds[i]);
  const isOutward = edges.length === 2;
  const bands = widths.map((width, i) => ({
    width,
    word: isOutward ? OUTWARD[2 - i] : INWARD[i],
    band: i,
  }));
  return (
    <div class="band-strip" data-valid="true" aria-hidden="true">
      {(isOutward ? bands.toReversed() : bands).map(({ word, width, band }) => (
        <span key={word} data-band={band} style={{ flexGrow: width }}>
          {word}
        </span>
      ))}
    </div>
  );
}
