import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Says how high the bar at the bottom is, CSS px: what gets the focus is scrolled to above it. */
export function useRoomBehind(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = bar;
    if (current === null) return undefined;
    const { style } = document.documentElement;
    const look = () => style.setProperty('--bar-height', `${current.offsetHeight}px`);
    const observer = new ResizeObserver(look);
    observer.observe(current);
    look();
    return () => {
      observer.disconnect();
      style.removeProperty('--bar-height');
    };
  }, [bar]);
}
