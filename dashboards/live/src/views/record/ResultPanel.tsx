import type { Trial } from '../../../../../src/model/trial.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { ReportLink } from './ReportLink.tsx';
import { ResultCardView } from './ResultCardView.tsx';

/** What the newest trial came to, or one of the session that was chosen. */
export function ResultPanel() {
  const { trials } = usePage();
  const result = trials.result.value;
  const problem = trials.resultProblem.value;
  const ended = trials.trials.value.filter(({ endUs }) => endUs !== null);
  return (
    <section class="result" aria-label="Result">
      {/* The card would be read as a whole, and anew with each answer. */}
      <p class="visually-hidden" role="status">
        {result && `Result: ${titleOf(result.trial)}`}
      </p>
      <header class="panel-head">
        <div class="head-with-help">
          <h3>Result</h3>
          <HelpOn about="the result" terms={['sound', 'sd', 'mdc', 'observer']} />
        </div>
        {ended.length > 1 && (
          <label class="result-choice">
            <span class="visually-hidden">Trial</span>
            <select
              value={String(result?.trial.number ?? '')}
              onChange={({ currentTarget }) => {
                trials.chosen.value = Number(currentTarget.value);
              }}
            >
              {ended.toReversed().map((trial) => (
                <option key={trial.number} value={String(trial.number)}>
                  {titleOf(trial)}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      {problem !== null && <p class="form-problem">{problem}</p>}
      {result ? (
        <ResultCardView result={result} title={titleOf(result.trial)} />
      ) : (
        <p class="soft">What a trial came to is shown here when it ends.</p>
      )}
      <ReportLink />
    </section>
  );
}

function titleOf({ number, name }: Trial): string {
  return name === '' ? `Trial ${number}` : `${number} · ${name}`;
}
