import type { ComponentChildren } from 'preact';

interface HelpProps {
  /** What it explains, as in `the band`: read out with the button. */
  readonly about: string;
  readonly children: ComponentChildren;
}

/** A few sentences where a person may hesitate, out of the way until they are asked for. */
export function Help({ about, children }: HelpProps) {
  return (
    <details class="help">
      <summary>
        <span aria-hidden="true">?</span>
        <span class="visually-hidden">About {about}</span>
      </summary>
      <div class="help-text">{children}</div>
    </details>
  );
}
