import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

/** As wide as the text may become, px; a phone is narrower. */
const TEXT_WIDTH = 440;
const MARGIN = 8;

interface HelpProps {
  /** What it explains, as in `the band`: read out with the button. */
  readonly about: string;
  readonly children: ComponentChildren;
}

/**
 * A few sentences where a person may hesitate, out of the way until they are asked for. They lie over
 * the page, so that nothing moves; Esc or a press elsewhere puts them away.
 */
export function Help({ about, children }: HelpProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const prepare = ({ newState }: { readonly newState: string }) => {
    setOpen(newState === 'open');
    if (button.current && text.current) placeAt(text.current, button.current);
  };
  return (
    <span class="help">
      <button type="button" class="help-mark" ref={button} popovertarget={id}>
        <span aria-hidden="true">?</span>
        <span class="visually-hidden">About {about}</span>
      </button>
      {/* Takes the focus, so that it is what a screen reader reads next. */}
      <div
        id={id}
        class="help-text"
        ref={text}
        popover="auto"
        role="note"
        tabIndex={-1}
        autofocus
        onBeforeToggle={prepare}
        onKeyDown={keepEscape}
      >
        {isOpen && children}
      </div>
    </span>
  );
}

/** Esc puts the text away, and nothing that it stands in. */
function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation();
}

/** Below the button, or above it in the lower half of the screen; it scrolls with the page. */
function placeAt(text: HTMLElement, button: HTMLElement): void {
  const { left, top, bottom } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const width = Math.min(TEXT_WIDTH, clientWidth - 2 * MARGIN);
  const isAbove = top + bottom > clientHeight;
  const x = Math.max(MARGIN, Math.min(left, clientWidth - MARGIN - width));
  text.dataset.above = String(isAbove);
  text.style.setProperty('--help-room', `${(isAbove ? top : clientHeight - bottom) - MARGIN}px`);
  text.style.setProperty('--help-width', `${width}px`);
  text.style.setProperty('--help-x', `${x + scrollX}px`);
  text.style.setProperty('--help-y', `${(isAbove ? top : bottom) + scrollY}px`);
}
