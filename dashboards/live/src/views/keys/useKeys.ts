import { useEffect } from 'preact/hooks';
import type { KeyBinding } from '../../store/keys.ts';
import { usePage } from '../../store/storeContext.ts';

/**
 * Has these keys while the component is on screen.
 * @param make gives the keys anew whenever one of `inputs` changes, as of an effect
 */
export function useKeys(make: () => readonly KeyBinding[], inputs: readonly unknown[]): void {
  const { keys } = usePage();
  useEffect(() => keys.add(make()), [keys, ...inputs]);
}
