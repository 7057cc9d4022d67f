import { useRef } from 'preact/hooks';
import type { Rep } from '../../../../../src/model/movement.ts';
import { useDrawer } from '../../draw/useDrawer.ts';
import { usePage } from '../../store/storeContext.ts';
import { tempoOfRep, tempoText } from '../../store/tempo.ts';
import { partsOf, setText } from '../parts.ts';

const PARTS = ['tempoOf', 'tempo'] as const;

/** Down, hold and up of the rep under way, else of the last one. */
export function TempoLine({ last }: { readonly last: Rep | undefined }) {
  const { store } = usePage();
  const line = useRef<HTMLDivElement>(null);
  useDrawer(() => {
    if (!line.current) return null;
    const { tempoOf, tempo } = partsOf(line.current, PARTS);
    return {
      draw: () => {
        const { level } = store.freshness.peek();
        const fresh = level === 'fresh' || level === 'paused';
        const timeUs = store.frames.latest?.timeUs;
        const now = fresh && timeUs !== undefined && store.tempo.isRunning;
        setText(tempoOf, now ? 'This rep' : 'Last rep');
        if (now) setText(tempo, tempoText(store.tempo.at(timeUs)));
        else setText(tempo, last ? tempoText(tempoOfRep(last)) : '–');
      },
    };
  }, [store, last]);
  return (
    <div ref={line}>
      <dt data-part="tempoOf">Last rep</dt>
      <dd data-part="tempo">–</dd>
    </div>
  );
}
