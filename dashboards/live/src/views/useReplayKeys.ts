import { useEffect } from 'preact/hooks';
import { commandOfKey } from '../store/replayKeys.ts';
import { usePage } from '../store/storeContext.ts';

/** Elements that answer a key themselves. */
const TAKES_SPACE = 'button, select, summary';
const TAKES_ARROWS = 'select';

/** Steers the replay from the keyboard, wherever the focus is. */
export function useReplayKeys(): void {
  const { store } = usePage();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const replay = store.replay.peek();
      if (!replay || event.ctrlKey || event.altKey || event.metaKey) return;
      const taken = event.key === ' ' ? TAKES_SPACE : TAKES_ARROWS;
      if (event.target instanceof Element && event.target.closest(taken)) return;
      const command = commandOfKey(event.key, replay);
      if (!command) return;
      // The page would scroll, or the slider move by a tenth of a second.
      event.preventDefault();
      store.send(command);
    };
    document.addEventListener('keydown', press);
    document.addEventListener('click', leaveButton);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('click', leaveButton);
    };
  }, [store]);
}

/** After a click with the mouse the space bar is for the replay again, not for that button. */
function leaveButton({ detail, target }: MouseEvent): void {
  const byPointer = detail > 0;
  if (byPointer && target instanceof HTMLElement && target.closest('.replay-bar')) {
    target.closest('button')?.blur();
  }
}
