import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../../store/storeContext.ts';

/** An answer that did not come by then was lost with the link. */
const LOST_MS = 1000;

export interface Seek {
  /** Where the hand holds the thumb, seconds; null once the hub has gone where it let go. */
  readonly held: number | null;
  /** Shows the frame of a position: one question at a time, and the newest next. */
  readonly drag: (positionS: number) => void;
  readonly release: (positionS: number) => void;
}

/** Dragging through a recording. The hub answers a preview with one frame; letting go seeks. */
export function useSeek(): Seek {
  const { store } = usePage();
  const [held, setHeld] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  const asked = useRef<{ positionS: number; atMs: number } | null>(null);
  const letGo = useRef(false);
  const ask = () => {
    const positionS = wanted.current;
    const waiting = asked.current;
    if (positionS === null || positionS === waiting?.positionS) return;
    if (waiting !== null && performance.now() - waiting.atMs < LOST_MS) return;
    asked.current = { positionS, atMs: performance.now() };
    store.send({ type: 'replay', action: 'seek', positionS, preview: true });
  };
  useEffect(
    () =>
      store.preview.subscribe((preview) => {
        if (preview === null || asked.current === null) return;
        const isNewest = wanted.current === asked.current.positionS;
        asked.current = null;
        if (isNewest) wanted.current = null;
        else ask();
      }),
    [store],
  );
  useEffect(
    () =>
      store.replay.subscribe(() => {
        if (!letGo.current) return;
        letGo.current = false;
        setHeld(null);
      }),
    [store],
  );
  const drag = (positionS: number) => {
    letGo.current = false;
    setHeld(positionS);
    wanted.current = positionS;
    ask();
  };
  const release = (positionS: number) => {
    wanted.current = null;
    asked.current = null;
    letGo.current = store.send({ type: 'replay', action: 'seek', positionS });
    setHeld(letGo.current ? positionS : null);
  };
  return { held, drag, release };
}
