/** The page is in English, so its months are too; made once, for five hundred rows ask for them. */
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });

/** `2 Mar 2026`, as this and all below in the zone of whoever reads. */
export function dayText(timeUs: number): string {
  return DAY.format(timeUs / 1000);
}

/** `10:00`. */
export function clockText(timeUs: number): string {
  return TIME.format(timeUs / 1000);
}

/** `March 2026`. */
export function monthText(timeUs: number): string {
  return MONTH.format(timeUs / 1000);
}

/** `2 Mar 2026, 10:00`. */
export function instantText(timeUs: number): string {
  return `${dayText(timeUs)}, ${clockText(timeUs)}`;
}
