import { signal } from '@preact/signals';

/** What was deleted last, for the list that one comes back to; empty where nothing was. */
export const deletedNews = signal('');
