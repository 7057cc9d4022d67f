import { modeLabel, shortModeLabel } from '../store/modeLabel.ts';
import { usePage } from '../store/storeContext.ts';
import { CueMenu } from './cues/CueMenu.tsx';
import { ViewSwitch } from './ViewSwitch.tsx';
import type { ViewName } from './viewChoice.ts';

interface TopBarProps {
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
}

export function TopBar({ view, onView }: TopBarProps) {
  const { store, role } = usePage();
  const hello = store.hello.value;
  const { level, text, short } = store.freshness.value;
  return (
    <header class="top-bar">
      <h1>
        <PlumbMark />
        <span class="brand">Plumbline</span>
      </h1>
      <div class="what-is-shown">
        {hello && (
          <>
            <p class="mode" data-simulated={hello.simulated} data-short={shortModeLabel(hello)}>
              <span class="mode-text">{modeLabel(hello)}</span>
            </p>
            <p class="data-light" data-level={level} data-short={short}>
              <span class="lamp" aria-hidden="true" />
              <span class="data-text">{text}</span>
            </p>
          </>
        )}
      </div>
      {role === 'operator' ? (
        <ViewSwitch view={view} onView={onView} />
      ) : (
        <p class="looks-on">Looking on</p>
      )}
      <CueMenu />
    </header>
  );
}

function PlumbMark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 1v12" />
      <path class="bob" d="M7 13h10l-5 10z" />
    </svg>
  );
}
