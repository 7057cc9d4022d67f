import { useRef } from 'preact/hooks';
import { watchPalette } from '../draw/palette.ts';
import { useDrawer } from '../draw/useDrawer.ts';
import { usePage } from '../store/storeContext.ts';
import type { ChartSpec } from './chartSpec.ts';
import { StripChart } from './stripChart.ts';

export function Chart({ spec }: { readonly spec: ChartSpec }) {
  const { store } = usePage();
  const host = useRef<HTMLDivElement>(null);
  useDrawer(() => {
    const element = host.current;
    if (!element) return null;
    let chart: StripChart | null = null;
    const unwatch = watchPalette((palette) => {
      chart?.destroy();
      chart = new StripChart(element, spec, palette);
    });
    return {
      draw: () => chart?.draw(store.frames),
      remove: () => {
        unwatch();
        chart?.destroy();
      },
    };
  }, [spec, store]);
  return (
    <figure class="chart">
      <figcaption>
        <span class="chart-title">
          {spec.title} <span class="soft">{spec.unit}, last 10 s</span>
        </span>
        <LineKey />
      </figcaption>
      <div
        class="chart-plot"
        ref={host}
        role="img"
        aria-label={`${spec.title}, last ten seconds`}
      />
    </figure>
  );
}

function LineKey() {
  return (
    <span class="line-key">
      {(['left', 'right'] as const).map((side) => (
        <span key={side}>
          <svg class={`line-swatch ${side}`} viewBox="0 0 28 6" aria-hidden="true">
            <line x1="1" y1="3" x2="27" y2="3" />
          </svg>
          {side}
        </span>
      ))}
    </span>
  );
}
