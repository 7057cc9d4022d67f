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
        title="Repeat from here: key A"
        aria-keyshortcuts="A"
        onClick={now((state) => loopFrom(state, state.positionS))}
      >
        A<span class="visually-hidden">: repeat from here</span>
      </button>
      <button
        type="button"
        title="Repeat to here: key Z"
        aria-keyshortcuts="Z"
        onClick={now((state) => loopTo(state, state.positionS))}
      >
        Z<span class="visually-hidden">: repeat to here</span>
      </button>
      {hasMovements(replay) && (
        <button
          type="button"
          title="Repeat this rep: key Q"
          aria-keyshortcuts="Q"
          onClick={now(loopRep)}
        >
          Rep<span class="visually-hidden">: repeat this one</span>
        </button>
      )}
    </fieldset>
  );
}
