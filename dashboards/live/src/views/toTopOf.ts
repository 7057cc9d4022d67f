/** Brings the beginning of a view into sight, where a person has gone past it. */
export function toTopOf(view: HTMLElement | null): void {
  if (view && view.getBoundingClientRect().top < 0) view.scrollIntoView();
}
