import type {
  CardFigure,
  CardValue,
  ResultCard,
} from '../../../../../src/movement/assessments/resultCard.ts';
import { BandShape, NoBandShape } from '../BandShape.tsx';
import { amount, bandOf, errorText, verdictText } from './cardWords.ts';

type Groups = Pick<ResultCard, 'movement' | 'knee' | 'ankle'>;

/** Left and right as they stand on screen, and right less left with its verdict. */
export function CardTable({ card }: { readonly card: Groups }) {
  const groups = [
    { name: 'Movement', figures: card.movement },
    { name: 'Knee', figures: card.knee },
    { name: 'Ankle', figures: card.ankle },
  ].map(({ name, figures }) => ({ name, figures: figures.filter(isShown) }));
  return (
    <table class="card-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Figure</span>
          </th>
          <th scope="col">Left</th>
          <th scope="col">Right</th>
          <th scope="col">Right less left</th>
        </tr>
      </thead>
      {groups.map(({ name, figures }) => (
        <tbody key={name}>
          <tr class="card-group">
            <th scope="rowgroup" colSpan={4}>
              {name}
              {figures.length === 0 && <span class="soft"> not assessed</span>}
            </th>
          </tr>
          {figures.map((figure) => (
            <FigureRow key={figure.key} figure={figure} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function isShown({ right, left, both }: CardFigure): boolean {
  return right !== null || left !== null || both !== null;
}

function FigureRow({ figure }: { readonly figure: CardFigure }) {
  const { label, left, right, both, difference } = figure;
  return (
    <tr>
      <th scope="row">{label}</th>
      {both ? (
        <td colSpan={3}>
          <Value value={both} figure={figure} />
        </td>
      ) : (
        <>
          <td>
            <Value value={left} figure={figure} />
          </td>
          <td>
            <Value value={right} figure={figure} />
          </td>
          <td class="card-difference" data-flagged={difference?.flagged ?? 'none'}>
            {difference ? (
              <>
                <span class="card-mean">{amount(difference.value, figure)}</span>
                <span class="card-verdict">{verdictText(figure)}</span>
              </>
            ) : (
              <span class="soft">one leg</span>
            )}
          </td>
        </>
      )}
    </tr>
  );
}

function Value({
  value,
  figure,
}: {
  readonly value: CardValue | null;
  readonly figure: CardFigure;
}) {
  if (value === null) return <span class="soft">not assessed</span>;
  const { mean, sd, band, excursion } = value;
  const index = bandOf(band);
  return (
    <div class="card-value">
      <span class="card-mean">
        {amount(mean, figure)} <span class="card-error">{errorText(sd, figure)}</span>
      </span>
      {band !== null && (
        <span class="card-band" data-band={index ?? 'wide'}>
          {index === null ? <NoBandShape /> : <BandShape band={index} />}
          {band}
        </span>
      )}
      {excursion !== null && <span class="card-grown soft">grew {amount(excursion, figure)}</span>}
    </div>
  );
}
