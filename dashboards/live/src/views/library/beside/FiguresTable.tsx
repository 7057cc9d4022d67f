import type {
  ComparisonAnswer,
  FigureDifference,
} from '../../../../../../src/stream/answers/comparison.ts';
import { Help } from '../../help/Help.tsx';
import { amountText, differenceText, unitName } from '../reps/cycleWords.ts';

/** In the words of a report against an earlier recording. */
const VERDICTS: Readonly<Record<NonNullable<FigureDifference['verdict']>, string>> = {
  changed: '◆ changed',
  within: 'within scatter',
  unknown: 'scatter not known',
  tooFew: 'too few to tell',
};

/** The means of both, their difference, and whether it is one to speak of. */
export function FiguresTable({ answer }: { readonly answer: ComparisonAnswer }) {
  const { figures, sameSession, notCompared } = answer;
  if (notCompared !== null) return null;
  return (
    <section class="beside-panel" aria-labelledby="beside-figures">
      <h3 id="beside-figures" class="with-help">
        Means of both
        <Help about="the change">
          <p>
            MDC is the minimal detectable change (95 %) with the sensors put on anew: two
            measurements of the same thing differ by as much. Only beyond it is a change a change.
          </p>
          <p>
            † is the site’s own figure, else it is the default. Where no scatter is known,
            “plumbline repeatability” measures the site’s own.
          </p>
        </Help>
      </h3>
      {figures.length === 0 ? (
        <p>The two have no figure in common.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too.
        <div class="table-scroll" tabIndex={0}>
          <table class="figures-table">
            <thead>
              <tr>
                <th scope="col">Mean of</th>
                <th scope="col">Leg</th>
                <th scope="col">First (n)</th>
                <th scope="col">Second (n)</th>
                <th scope="col">Second less first</th>
                {!sameSession && <th scope="col">MDC</th>}
                {!sameSession && <th scope="col">Says</th>}
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <Row key={`${figure.words} ${figure.side}`} figure={figure} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {sameSession && (
        <p class="soft">
          Both are of one session: no sensor was put on anew, so there is no scatter to hold the
          differences against. They come from the processing alone.
        </p>
      )}
    </section>
  );
}

function Row({ figure }: { readonly figure: FigureDifference }) {
  const { words, unit, side, first, second, nFirst, nSecond, difference } = figure;
  const { mdc95, mdcFrom, verdict } = figure;
  return (
    <tr data-verdict={verdict ?? 'none'}>
      <th scope="row">
        {words}, {unitName(unit)}
      </th>
      <td>{side}</td>
      <td>
        {amountText(first, '')} <span class="soft">({nFirst})</span>
      </td>
      <td>
        {amountText(second, '')} <span class="soft">({nSecond})</span>
      </td>
      <td>{differenceText(difference, '')}</td>
      {verdict !== null && (
        <td>
          {amountText(mdc95, '')}
          {mdcFrom === 'site' && ' †'}
        </td>
      )}
      {verdict !== null && <td>{VERDICTS[verdict]}</td>}
    </tr>
  );
}
