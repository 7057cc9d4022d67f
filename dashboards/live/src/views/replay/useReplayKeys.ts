import { useEffect } from 'preact/hooks';
import { commandOfKey, REPLAY_KEYS } from '../../store/replayKeys.ts';
import { usePage } from '../../store/storeContext.ts';
import { useKeys } from '../keys/useKeys.ts';

/** Steers the replay from the keyboard, wherever the focus is. */
export function useReplayKeys(): void {
  const { store } = usePage();
  useKeys(
    () =>
      REPLAY_KEYS.map((binding) => ({
        ...binding,
        group: 'Replay',
        press: () => {
          const replay = store.replayNow();
          const command = replay && commandOfKey(binding.key, replay);
          if (command) store.send(command);
          return command !== null;
        },
      })),
    [store],
  );
  useEffect(() => {
    document.addEventListener('click', leaveButton);
    return () => document.removeEventListener('click', leaveButton);
  }, []);
}

/** After a click with the mouse the space bar is for the replay again, not for that button. */
function leaveButton({ detail, target }: MouseEvent): void {
  const byPointer = detail > 0;
  if (byPointer && target instanceof HTMLElement && target.closest('.replay-bar')) {
    target.closest('button')?.blur();
  }
}
