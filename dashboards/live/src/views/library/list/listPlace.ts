import { signal } from '@preact/signals';

export const SORTS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  subject: 'By participant',
  task: 'By movement',
  longest: 'Longest first',
  largest: 'Largest first',
} as const;
export type Sort = keyof typeof SORTS;

/** What is searched for and how it is sorted, kept while the page is open. */
export const listPlace = {
  search: signal(''),
  /** A recording is shown that has all of them. */
  tags: signal<readonly string[]>([]),
  sort: signal<Sort>('newest'),
  /** What was opened from the list, to come back to; empty where nothing was. */
  opened: '',
};

export function toggleTag(tag: string): void {
  const { tags } = listPlace;
  tags.value = tags.value.includes(tag)
    ? tags.value.filter((each) => each !== tag)
    : [...tags.value, tag];
}

export function clearSearch(): void {
  listPlace.search.value = '';
  listPlace.tags.value = [];
}
