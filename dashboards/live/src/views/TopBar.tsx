import type { CueSound } from '../audio/cueSound.ts';
import { modeLabel } from '../store/modeLabel.ts';
import { usePage } from '../store/storeContext.ts';
import type { ViewName } from './viewChoice.ts';

interface TopBarProps {
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly sound: CueSound;
}

export function TopBar({ view, onView, sound }: TopBarProps) {
  const { store } = usePage();
  const hello = store.hello.value;
  const { level, text } = store.freshness.value;
  return (
    <header class="top-bar">
      <h1>
        <PlumbMark />
        Plumbline
      </h1>
      <p class="mode" data-simulated={hello?.simulated ?? false}>
        {hello ? modeLabel(hello) : 'Connecting'}
      </p>
      <p class="data-light" data-level={level}>
        <span class="lamp" aria-hidden="true" />
        {text}
      </p>
      <nav class="view-switch" aria-label="View">
        {(['live', 'setup'] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            onClick={() => onView(name)}
          >
            {name === 'live' ? 'Live' : 'Set-up'}
          </button>
        ))}
      </nav>
      <SoundButton sound={sound} />
    </header>
  );
}

function SoundButton({ sound }: { readonly sound: CueSound }) {
  const state = sound.state.value;
  const label = { off: 'Sound off', on: 'Sound on', blocked: 'Sound blocked' };
  const press = () => {
    if (state === 'on') sound.turnOff();
    else void sound.turnOn();
  };
  return (
    <button type="button" class="sound" aria-pressed={state === 'on'} onClick={press}>
      {label[state]}
    </button>
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
