/** `2 Mar 2026`, as the clock of the person who reads has it. */
export function dayOf(timeUs: number): string {
  return new Date(timeUs / 1000).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}
