import type { ViewName } from './viewChoice.ts';
import { VIEW_ICON } from './viewIcons.ts';
import { VIEW_KEY, VIEW_LABEL } from './viewLabels.ts';

interface ViewButtonProps {
  readonly name: ViewName;
  /** The view on screen. */
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  /** What is done there, where there is room for it. */
  readonly about?: string;
}

export function ViewButton({ name, view, onView, about }: ViewButtonProps) {
  return (
    <button
      type="button"
      aria-current={view === name ? 'page' : undefined}
      aria-keyshortcuts={VIEW_KEY[name].toUpperCase()}
      onClick={() => onView(name)}
    >
      <ViewIcon path={VIEW_ICON[name]} />
      <span>{VIEW_LABEL[name]}</span>
      {about !== undefined && (
        <span class="view-about" aria-hidden="true">
          {about}
        </span>
      )}
    </button>
  );
}

export function ViewIcon({ path }: { readonly path: string }) {
  return (
    <svg class="view-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
