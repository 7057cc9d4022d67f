import { useMemo } from 'preact/hooks';
import { isPlacement } from '../../../../../src/model/placement.ts';
import type { DropPlace, Placing } from './placing.ts';

/** Less is a tap of an unsteady hand. */
const DRAG_PX = 6;

interface Handlers {
  readonly onPointerDown: (event: PointerOn) => void;
  readonly onPointerMove: (event: PointerOn) => void;
  readonly onPointerUp: (event: PointerOn) => void;
  readonly onPointerCancel: () => void;
  readonly onClick: () => void;
}

type PointerOn = PointerEvent & { readonly currentTarget: HTMLElement };

/**
 * Handlers of an element that stands for a sensor: it can be dragged, and clicked as ever.
 * Pointer events, since the browser's own drag and drop does not know touch.
 */
export function useSensorDrag(
  placing: Placing,
  sensorId: string | null,
  onClick: () => void,
): Handlers {
  // The gesture outlives the renderings that it causes.
  const gesture = useMemo(
    () => ({ from: null as { x: number; y: number } | null, done: false }),
    [],
  );
  const drop = (place: DropPlace | null) => {
    gesture.from = null;
    if (placing.drag.peek() === null) return;
    gesture.done = true;
    if (place !== null && sensorId !== null) placing.put(sensorId, place);
    else placing.hold(null);
  };
  return {
    onPointerDown(event) {
      gesture.done = false;
      if (sensorId === null || event.button !== 0 || !event.isPrimary) return;
      gesture.from = { x: event.clientX, y: event.clientY };
      // A quick hand has left the element before its first move.
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const { clientX: x, clientY: y } = event;
      if (gesture.from === null) return;
      // Let go where nobody told: a pointer that only passes by drags nothing.
      if (event.buttons === 0) return drop(null);
      if (placing.drag.peek() === null) {
        if (Math.hypot(x - gesture.from.x, y - gesture.from.y) < DRAG_PX) return;
        placing.hold(sensorId);
      }
      placing.drag.value = { x, y };
      placing.over.value = placeAt(x, y);
    },
    onPointerUp: ({ clientX, clientY }) => drop(placeAt(clientX, clientY)),
    onPointerCancel: () => drop(null),
    onClick() {
      // A drag ends with a click on what was dragged.
      if (!gesture.done) onClick();
      gesture.done = false;
    },
  };
}

function placeAt(x: number, y: number): DropPlace | null {
  const target = document.elementFromPoint(x, y)?.closest<HTMLElement | SVGElement>('[data-place]');
  const name = target?.dataset.place ?? '';
  return name === 'off' || isPlacement(name) ? name : null;
}
