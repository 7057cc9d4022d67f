import type { FullScreen, FullScreenState } from '../store/fullScreen.ts';
import type { KeyBinding } from '../store/keys.ts';
import { usePage } from '../store/storeContext.ts';

const NAME: Readonly<Record<FullScreenState, string>> = {
  none: 'No full screen here',
  off: 'Full screen',
  on: 'Leave full screen',
};

/** Works in every view, whether the button is there or not. */
export function fullScreenKey(fullScreen: FullScreen): KeyBinding {
  const press = () => {
    void fullScreen.toggle();
    return undefined;
  };
  return { key: 'f', does: 'Full screen', group: 'Page', press };
}

/** The page over the whole screen; where the browser has none, that is said in its place. */
export function FullScreenButton() {
  const { fullScreen } = usePage();
  const state = fullScreen.state.value;
  return (
    <button
      type="button"
      class="full-screen"
      disabled={state === 'none'}
      aria-keyshortcuts="F"
      onClick={() => void fullScreen.toggle()}
    >
      {NAME[state]}
    </button>
  );
}

/** One quiet line where the browser will not keep the screen on. */
export function WakeLine() {
  const { wakeLock } = usePage();
  if (wakeLock.state.value !== 'unable') return null;
  return <p>This browser may switch the screen off; set its time-out longer.</p>;
}
