import { repAnnouncement } from '../store/repList.ts';
import { usePage } from '../store/storeContext.ts';

/** Speaks once per rep; the numbers that change with every frame stay silent. */
export function RepAnnouncer() {
  const { store } = usePage();
  const last = store.snapshot.value.reps.at(-1);
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {last ? repAnnouncement(last) : ''}
    </p>
  );
}
