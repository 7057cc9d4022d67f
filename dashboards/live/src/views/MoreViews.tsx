import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ViewButton, ViewIcon } from './ViewButton.tsx';
import { RECORDED_VIEWS, type ViewName } from './viewChoice.ts';
import { MORE_ICON, VIEW_ICON } from './viewIcons.ts';
import { VIEW_LABEL } from './viewLabels.ts';
import { whenLeft } from './whenLeft.ts';

const ABOUT: Readonly<Record<(typeof RECORDED_VIEWS)[number], string>> = {
  library: 'Recordings: find, replay, compare, export',
  trends: 'One figure over sessions',
  programme: 'What to do today, and why',
  settings: 'Bands, cues, colours of the page',
};

interface MoreViewsProps {
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
}

/** The views of what was recorded: in the bar where it is wide, behind one button where it is not. */
export function MoreViews({ view, onView }: MoreViewsProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // With the panel, not a frame later: a quick tap beside it closes it too.
  useLayoutEffect(() => {
    if (!open) return;
    return whenLeft(box.current, (byKey) => {
      setOpen(false);
      if (byKey) button.current?.focus();
    });
  }, [open]);
  const shown = RECORDED_VIEWS.find((name) => name === view);
  const text = shown === undefined ? 'More' : VIEW_LABEL[shown];
  return (
    <div class="more-views" ref={box}>
      <button
        type="button"
        class="more-button"
        ref={button}
        aria-current={shown === undefined ? undefined : 'true'}
        aria-expanded={open}
        aria-controls="more-views"
        aria-label={shown === undefined ? 'More views' : `${text}: more views`}
        onClick={() => setOpen(!open)}
      >
        <ViewIcon path={shown === undefined ? MORE_ICON : VIEW_ICON[shown]} />
        <span>{text}</span>
      </button>
      <div class="more-panel" id="more-views" data-open={open}>
        {RECORDED_VIEWS.map((name) => (
          <ViewButton
            key={name}
            name={name}
            view={view}
            about={ABOUT[name]}
            onView={(chosen) => {
              setOpen(false);
              onView(chosen);
            }}
          />
        ))}
      </div>
    </div>
  );
}
