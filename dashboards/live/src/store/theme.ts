import { effect } from '@preact/signals';
import { Preference } from './preferences.ts';

/** Colours of the page: as the system has it, light, dark, or in the strongest contrast. */
export const THEME = new Preference('theme', ['system', 'light', 'dark', 'contrast']);
export type Theme = typeof THEME.value.value;

/** `public/theme.js` has set the one that was kept before the first paint; this follows what is chosen. */
export function followTheme(): () => void {
  return effect(() => {
    document.documentElement.dataset.theme = THEME.value.value;
  });
}

const TURNS = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
];

/** Calls `listener` whenever the colours turn: chosen here, or in the system. */
export function whenColoursTurn(listener: () => void): () => void {
  const queries = TURNS.map((query) => matchMedia(query));
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributeFilter: ['data-theme', 'data-more-contrast'],
  });
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', listener);
  };
}
