import type { CueSound } from '../audio/cueSound.ts';
import { modeLabel } from '../store/modeLabel.ts';
import { usePage } from '../store/storeContext.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import type { ViewName } from './viewChoice.ts';

interface TopBarProps {
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly sound: CueSound;
}

export function TopBar({ view, onView, sound }: TopBarProps) {
  const { store } = usePage();
  const hello = store.hello.value;
  const { level, text, short } = store.freshness.value;
  return (
    <header class="top-bar">
      <h1>
        <PlumbMark />
        <span class="brand">Plumbline</span>
      </h1>
      <div class="what-is-shown">
        <p class="mode" data-simulated={hello?.simulated ?? false}>
          {hello ? modeLabel(hello) : 'Connecting'}
        </p>
        <p class="data-light" data-level={level} data-short={short}>
          <span class="lamp" aria-hidden="true" />
          <span class="data-text">{text}</span>
        </p>
      </div>
      <ViewSwitch view={view} onView={onView} />
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
      <Speaker on={state === 'on'} />
      <span class="sound-text">{label[state]}</span>
    </button>
  );
}

function Speaker({ on }: { readonly on: boolean }) {
  return (
    <svg class="speaker" viewBox="0 0 24 24" aria-hidden="true">
      <path class="cone" d="M3 9v6h4l6 5V4L7 9z" />
      <path d={on ? 'M16.5 8.5a5 5 0 0 1 0 7M19 5.5a9 9 0 0 1 0 13' : 'M17 9l5 6M22 9l-5 6'} />
    </svg>
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
