import type { ControlMessage } from '../../../../../src/stream/client.ts';
import type { ReplayState } from '../../../../../src/stream/messages.ts';
import { hasMovements, loopFrom, loopRep, loopTo, NO_LOOP } from '../../store/replaySteering.ts';
import { usePage } from '../../store/storeContext.ts';

/** Repeat all of it, from here, to here, or the rep that is shown. */
export function LoopControls({ replay }: { readonly replay: ReplayState }) {
  const { store } = usePage();
  const now = (command: (replay: ReplayState) => ControlMessage | null) => () => {
    const state = store.replayNow();
    const message = state && command(state);
    if (message) store.send(message);
  };
  const { loop } = replay;
  const toggle = now(() => (loop ? NO_LOOP : { type: 'replay', action: 'loop', loop: true }));
  return (
    <fieldset class="loop-controls">
      <legend class="visually-hidden">Loop</legend>
      <button
        type="button"
        class="loop"
        aria-pressed={loop}
        title="Begin again at the end"
        onClick={toggle}
      >
        Loop
      </button>
      <button
        type="button"
        title="Loop from here: key A"
        aria-label="Loop from here"
        aria-keyshortcuts="A"
        onClick={now((state) => loopFrom(state, state.positionS))}
      >
        A…
      </button>
      <button
        type="button"
        title="Loop to here: key Z"
        aria-label="Loop to here"
        aria-keyshortcuts="Z"
        onClick={now((state) => loopTo(state, state.positionS))}
      >
        …Z
      </button>
      {hasMovements(replay) && (
        <button
          type="button"
          title="Loop this rep: key Q"
          aria-label="Loop this rep"
          aria-keyshortcuts="Q"
          onClick={now(loopRep)}
        >
          Rep
        </button>
      )}
    </fieldset>
  );
}
