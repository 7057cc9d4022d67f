import { MoreViews } from './MoreViews.tsx';
import { ViewButton } from './ViewButton.tsx';
import { SESSION_VIEWS, type ViewName } from './viewChoice.ts';

interface ViewSwitchProps {
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
}

/** The views of the session that goes on, and beside them those of what was recorded. */
export function ViewSwitch({ view, onView }: ViewSwitchProps) {
  return (
    <nav class="view-switch" aria-label="View">
      {SESSION_VIEWS.map((name) => (
        <ViewButton key={name} name={name} view={view} onView={onView} />
      ))}
      <MoreViews view={view} onView={onView} />
    </nav>
  );
}
