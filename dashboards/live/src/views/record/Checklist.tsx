import { usePage } from '../../store/storeContext.ts';
import type { ViewName } from '../viewChoice.ts';
import { VIEW_LABEL } from '../viewLabels.ts';
import { checksOf } from './checks.ts';
import { StateShape } from './StateShape.tsx';

/** What has to be right before a trial; what is not says so, and where to go. */
export function Checklist({ onView }: { readonly onView: (view: ViewName) => void }) {
  const { store } = usePage();
  const checks = checksOf({
    connected: store.freshness.value.level !== 'offline',
    sensors: store.sensors.value,
    snapshot: store.snapshot.value,
    status: store.status.value,
  });
  return (
    <section class="checklist" aria-label="Before you start">
      <ul>
        {checks.map(({ name, isOk, isKnown, says, goTo }) => (
          <li key={name} data-ok={isKnown ? isOk : 'unknown'}>
            <StateShape state={isOk ? 'good' : isKnown ? 'bad' : 'unknown'} />
            <p>
              <strong>{name}</strong>
              <span class="visually-hidden">
                {isOk ? ', ready: ' : isKnown ? ', not ready: ' : ': '}
              </span>
              <span class="check-says">{says}</span>
            </p>
            {!isOk && goTo !== null && (
              <button type="button" onClick={() => onView(goTo)}>
                {VIEW_LABEL[goTo]}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
