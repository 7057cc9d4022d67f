/** The elements marked `data-part="name"` inside `root`, by name. */
export function partsOf<Name extends string>(
  root: HTMLElement,
  names: readonly Name[],
): Record<Name, HTMLElement> {
  const parts: Partial<Record<Name, HTMLElement>> = {};
  for (const name of names) {
    const element = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!element) throw new Error(`no element with data-part="${name}" in <${root.localName}>`);
    parts[name] = element;
  }
  return parts as Record<Name, HTMLElement>;
}

/**
 * Writes only what changed: an equal write would still dirty the layout. The text is a new node, for
 * one that stays and begins elsewhere, being centred, counts as moved.
 */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.replaceChildren(text);
}

export function setData(element: HTMLElement, key: string, value: string): void {
  if (element.dataset[key] !== value) element.dataset[key] = value;
}
