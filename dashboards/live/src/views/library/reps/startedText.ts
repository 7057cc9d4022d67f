const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `2 Mar 2026, 10:00`, in the reader's zone. */
export function startedText(timeUs: number): string {
  return DAY_AND_TIME.format(timeUs / 1000);
}
