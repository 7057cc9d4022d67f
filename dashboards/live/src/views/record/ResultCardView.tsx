import type { CardLeg } from '../../../../../src/movement/assessments/resultCard.ts';
import type { TrialResult } from '../../../../../src/movement/assessments/trialResult.ts';
import { elapsedText } from '../../store/sizeText.ts';
import { SIDE_NAME } from '../sideName.ts';
import { CardTable } from './CardTable.tsx';
import { Observations } from './Observations.tsx';
import { StateShape } from './StateShape.tsx';
import { summaryWords } from './summaryWords.ts';

interface ResultCardViewProps {
  readonly result: TrialResult;
  readonly title: string;
}

/** A card a coach reads at a glance; what is not assessed says why. */
export function ResultCardView({ result, title }: ResultCardViewProps) {
  const { card, trial } = result;
  const seconds = trial.endUs === null ? null : (trial.endUs - trial.startUs) / 1e6;
  const legs = card.legs.toReversed();
  const summary = summaryWords(card);
  return (
    <article class="result-card">
      <header>
        <h4>{title}</h4>
        <p class="soft">
          {card.name}, {card.subject}, {elapsedText(seconds)}
        </p>
        {card.simulated && <p class="card-simulated">Simulated sensors</p>}
      </header>
      <ul class="card-legs">
        {legs.map((leg) => (
          <LegLine key={leg.side} leg={leg} />
        ))}
      </ul>
      <CardTable card={card} />
      {summary.length > 0 && (
        <ul class="card-summary">
          {summary.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {(card.notAssessed.length > 0 || card.remarks.length > 0) && (
        <ul class="card-remarks">
          {card.notAssessed.map((sentence) => (
            <li key={sentence}>Not assessed: {sentence}.</li>
          ))}
          {card.remarks.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Observations result={result} />
      {card.next !== null && <p class="card-next">{card.next.sentence}</p>}
      <p class="card-caption soft">
        Means over what is sound; SD is one standard deviation of the mean. {card.caption}
      </p>
      <p class="card-caption soft">{card.safety}</p>
    </article>
  );
}

function LegLine({ leg: { side, trials, sound, wanted, notAssessed } }: { readonly leg: CardLeg }) {
  const enough = notAssessed === null && sound >= wanted;
  return (
    <li data-ok={notAssessed === null}>
      <StateShape state={enough ? 'good' : 'unknown'} />
      <strong>{SIDE_NAME[side]}</strong>{' '}
      {notAssessed === null ? `${sound} sound of ${trials}, ${wanted} wanted` : 'not assessed'}
    </li>
  );
}
