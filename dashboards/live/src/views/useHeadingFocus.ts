import { useEffect, useRef } from 'preact/hooks';
import type { ViewChoice } from './viewChoice.ts';

/**
 * When a person turns to another view its heading has the focus, so that it is read out first.
 * A view that opens by itself takes the focus from nobody.
 */
export function useHeadingFocus(choice: ViewChoice) {
  const main = useRef<HTMLElement>(null);
  const view = choice.view.value;
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    if (!choice.isPinned) return;
    const heading = main.current?.querySelector<HTMLElement>('h2') ?? main.current;
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [view, choice]);
  return main;
}
