import { useEffect } from 'preact/hooks';
import { usePage } from '../store/storeContext.ts';
import type { Drawer } from './drawLoop.ts';

/** Runs `make()`'s drawer while the component is mounted; `make` may return a clean-up too. */
export function useDrawer(
  make: () => { draw: Drawer; remove?: () => void } | null,
  inputs: readonly unknown[],
): void {
  const { loop } = usePage();
  useEffect(() => {
    const made = make();
    if (!made) return undefined;
    const unsubscribe = loop.add(made.draw);
    return () => {
      unsubscribe();
      made.remove?.();
    };
  }, [loop, ...inputs]);
}
