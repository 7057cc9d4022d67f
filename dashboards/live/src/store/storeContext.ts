import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DrawLoop } from '../draw/drawLoop.ts';
import type { LiveStore } from './liveStore.ts';

export interface Page {
  readonly store: LiveStore;
  readonly loop: DrawLoop;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('usePage() outside of <PageContext.Provider>');
  return page;
}
