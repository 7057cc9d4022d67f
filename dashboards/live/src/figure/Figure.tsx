import { useRef } from 'preact/hooks';
import { type Palette, watchPalette } from '../draw/palette.ts';
import { useDrawer } from '../draw/useDrawer.ts';
import { usePage } from '../store/storeContext.ts';
import { drawFigure, type FigureView } from './figureDrawer.ts';

const LABELS: Readonly<Record<FigureView, string>> = {
  front: 'Both legs from the front, as in a mirror: hip, knee and ankle with the straight line',
  side: 'Both legs from the right side',
};

export function Figure({ view }: { readonly view: FigureView }) {
  const { store } = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawer(() => {
    const element = canvas.current;
    if (!element) return null;
    let palette: Palette | null = null;
    const remove = watchPalette((next) => {
      palette = next;
    });
    return { draw: () => palette && drawFigure(element, view, store, palette), remove };
  }, [view, store]);
  return (
    <canvas ref={canvas} class={`figure-canvas ${view}`} role="img" aria-label={LABELS[view]} />
  );
}
