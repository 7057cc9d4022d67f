import { sentence } from './sentence.ts';

/** Why nothing may be done; it stays until the rules or a coach let it go on. */
export function StopSign({ reason }: { readonly reason: string }) {
  return (
    <section class="programme-stop" role="alert" aria-label="Stop">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8zM12 7v6M12 16.5v.5" />
      </svg>
      <p>
        <strong>Stop</strong>
        <span>{sentence(reason)}</span>
      </p>
    </section>
  );
}
