import { STOP_SENTENCE } from '../../store/painReport.ts';
import { usePage } from '../../store/storeContext.ts';

/** In every view until a person presses its button: no key, no time and no other touch closes it. */
export function StopBanner() {
  const { pain } = usePage();
  const reason = pain.stopFor.value;
  if (reason === null) return null;
  return (
    <section class="stop-banner" role="alert" aria-label="Stop">
      <p>
        <strong>{STOP_SENTENCE}</strong>{' '}
        <span class="stop-reason">
          {reason.who ?? 'You'} said: {reason.words}.
        </span>
      </p>
      <button type="button" onClick={() => pain.dismissStop()}>
        I have read this
      </button>
    </section>
  );
}
