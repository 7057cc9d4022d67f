interface CountProps {
  readonly count: number;
  readonly target: number | null;
  readonly noun: string;
  /** A few words below, as what was not counted; the place is kept where it is empty. */
  readonly note: string;
}

/** `7 of 10 reps`. */
export function Count({ count, target, noun, note }: CountProps) {
  const reached = target !== null && count >= target;
  return (
    <p class="rep-count" data-reached={reached}>
      <span key={count} class="count-digits">
        {count}
      </span>{' '}
      <span class="count-label">
        <span class="count-target">
          {target === null ? one(count, noun) : `of ${target} ${noun}`}
          {reached && ' ✓'}
        </span>
        <span class="uncounted soft">{note}</span>
      </span>
    </p>
  );
}

/** `1 rep`, and all else in the plural. */
function one(count: number, noun: string): string {
  return count === 1 ? noun.replace(/s$/, '') : noun;
}
