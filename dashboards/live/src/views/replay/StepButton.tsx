import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../../store/storeContext.ts';

/** A held button goes on after a moment, so that a press is one frame. */
const HOLD_MS = 350;
const REPEAT_MS = 80;

/** The frame before or the next; goes on while it is held. */
export function StepButton({ frames }: { readonly frames: -1 | 1 }) {
  const { store } = usePage();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hasRepeated = useRef(false);
  const step = () => store.send({ type: 'replay', action: 'step', frames });
  const end = () => clearTimeout(timer.current);
  const repeat = () => {
    hasRepeated.current = true;
    step();
    timer.current = setTimeout(repeat, REPEAT_MS);
  };
  useEffect(() => end, []);
  const key = frames === -1 ? ',' : '.';
  return (
    <button
      type="button"
      class="step"
      aria-label={frames === -1 ? 'One frame back' : 'One frame on'}
      title={`${frames === -1 ? 'One frame back' : 'One frame on'}: key ${key}`}
      aria-keyshortcuts={key}
      onPointerDown={() => {
        hasRepeated.current = false;
        timer.current = setTimeout(repeat, HOLD_MS);
      }}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        if (!hasRepeated.current) step();
        hasRepeated.current = false;
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={frames === -1 ? 'M17 5v14l-9-7zM6 5v14' : 'M7 5v14l9-7zM18 5v14'} />
      </svg>
    </button>
  );
}
