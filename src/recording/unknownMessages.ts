/** A message that is whole, but of a type that came after this version. */
export class UnknownTypeError extends TypeError {
  override name = 'UnknownTypeError';
  readonly messageType: string;

  constructor(sentence: string, messageType: string) {
    super(sentence);
    this.messageType = messageType;
  }
}

/** Counts messages of unknown types by where they stand, for a chunk may be read more than once. */
export class UnknownMessages {
  readonly #places = new Map<string, Set<string>>();

  add(type: string, place: string): void {
    const places = this.#places.get(type) ?? new Set();
    this.#places.set(type, places.add(place));
  }

  /** Messages by type, in the order in which the types were met. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#places].map(([type, { size }]) => [type, size]));
  }
}

/** `3 messages of types … (tap 2, turn 1)`; null of none. */
export function unknownText(counts: Readonly<Record<string, number>>): string | null {
  const types = Object.entries(counts);
  const total = types.reduce((sum, [, times]) => sum + times, 0);
  if (total === 0) return null;
  const named = types.map(([type, times]) => `${type} ${times}`).join(', ');
  return `${total} message${total === 1 ? '' : 's'} of types that this version does not know (${named})`;
}
