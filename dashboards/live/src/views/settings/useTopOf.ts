import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { toTopOf } from '../toTopOf.ts';

/**
 * Brings the top of what is shown into sight when it becomes another, and its heading the focus where
 * a person chose it; who types into the search keeps the focus there.
 * @param shown what is on screen, by name; `typing` while somebody searches
 */
export function useTopOf(view: RefObject<HTMLElement | null>, shown: string): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    toTopOf(view.current);
    if (shown === 'typing') return;
    const heading = view.current?.querySelector<HTMLElement>('#settings-group');
    if (!heading?.checkVisibility()) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [view, shown]);
}
