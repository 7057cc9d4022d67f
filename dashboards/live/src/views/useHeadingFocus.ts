import { useEffect, useRef } from 'preact/hooks';
import { hashOf, type ViewChoice } from './viewChoice.ts';

/** The heading that was given the focus last. */
let given: HTMLElement | null = null;

/**
 * When a person turns to another view its heading has the focus, so that it is read out first; within a
 * view, where what had the focus went with the place that was left.
 * A view that opens by itself takes the focus from nobody, and what a view gave it to keeps it.
 */
export function useHeadingFocus(choice: ViewChoice) {
  const main = useRef<HTMLElement>(null);
  const view = choice.view.value;
  const place = hashOf({ view, path: choice.path.value });
  const shown = useRef({ view, place });
  useEffect(() => {
    const before = shown.current;
    shown.current = { view, place };
    if (before.place === place || !choice.isPinned) return;
    const hasFocus = main.current?.querySelector(':focus') != null;
    if (isLost() || (before.view !== view && !hasFocus)) focusHeading(main.current);
  }, [view, place, choice]);
  return main;
}

/**
 * Of what shows a line of waiting first: its own heading takes the focus that went with that line.
 * @param isThere whether it has loaded
 */
export function useFocusOnceThere(isThere: boolean): void {
  useEffect(() => {
    if (isThere && given?.isConnected === false && isLost()) {
      focusHeading(document.querySelector('main'));
    }
  }, [isThere]);
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function focusHeading(main: HTMLElement | null): void {
  given = main?.querySelector<HTMLElement>('h2') ?? main;
  if (!given) return;
  given.tabIndex = -1;
  given.focus({ preventScroll: true });
}
