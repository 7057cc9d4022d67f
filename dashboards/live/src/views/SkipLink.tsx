import type { RefObject } from 'preact';

/** Past the bar on top; seen only when it has the focus. The address keeps the name of the view. */
export function SkipLink({ to }: { readonly to: RefObject<HTMLElement | null> }) {
  const skip = () => {
    if (!to.current) return;
    to.current.tabIndex = -1;
    to.current.focus();
  };
  return (
    <button type="button" class="skip-link" onClick={skip}>
      Skip to the content
    </button>
  );
}
