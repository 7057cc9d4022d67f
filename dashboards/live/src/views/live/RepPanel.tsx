import { REP_TARGET } from '../../store/livePreferences.ts';
import { countedReps } from '../../store/repList.ts';
import { legDifferenceText, worstRepText } from '../../store/setWords.ts';
import { usePage } from '../../store/storeContext.ts';
import { Count } from './Count.tsx';
import { RepRow } from './RepRow.tsx';
import { TempoLine } from './TempoLine.tsx';
import { useTarget } from './useTarget.ts';

/** Reps against the target, a mark per leg for each of the last, and what the set is like so far. */
export function RepPanel() {
  const { store } = usePage();
  const { reps, calibration } = store.snapshot.value;
  const hello = store.hello.value;
  const unit = hello?.headline.unit ?? 'cm';
  const counted = countedReps(reps);
  const uncounted = reps.length - counted;
  const target = useTarget(REP_TARGET.value.value);
  const sides = store.sides.value;
  const difference = legDifferenceText(reps, unit, hello?.headlineMdc95 ?? null);
  return (
    <section class="reps" aria-label="Reps of this set">
      <Count
        count={counted}
        target={target}
        noun="reps"
        note={uncounted > 0 ? `${uncounted} not counted` : ''}
      />
      <div class="rep-rows">
        {sides.map((side) => (
          <RepRow key={side} side={side} reps={reps} unit={unit} />
        ))}
      </div>
      <dl class="set-facts">
        <TempoLine last={reps.at(-1)} />
        <div>
          <dt>Worst rep</dt>
          <dd data-fact="worst">{worstRepText(reps, unit)}</dd>
        </div>
        {sides.length > 1 && (
          <div>
            <dt>Left–right</dt>
            <dd key={difference.figure} data-fact="difference">
              {difference.figure} <span class="soft">{difference.verdict}</span>
            </dd>
          </div>
        )}
        <div class="calibration-fact" data-verdict={calibration?.verdict}>
          <dt>Calibration</dt>
          <dd class="calibration-note" title={calibration?.reasons.join(' ')}>
            {calibration?.verdict ?? 'not done'} <span class="soft">{calibration?.reasons[0]}</span>
          </dd>
        </div>
      </dl>
    </section>
  );
}
