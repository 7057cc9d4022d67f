import { useRef } from 'preact/hooks';
import { type Palette, watchPalette } from '../../draw/palette.ts';
import { useDrawer } from '../../draw/useDrawer.ts';
import { usePage } from '../../store/storeContext.ts';
import { BAND_INDICES, BandShape, NoBandShape } from '../BandShape.tsx';
import { HeadlineDigits } from '../HeadlineDigits.tsx';
import { AthletePainter } from './athletePainter.ts';

/** One gauge for whoever moves: as long as the knee is in line, nothing calls for attention. */
export function AthleteCard() {
  const { store } = usePage();
  const card = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawer(() => {
    if (!card.current || !canvas.current) return null;
    const painter = new AthletePainter(card.current, canvas.current, store);
    let palette: Palette | null = null;
    const remove = watchPalette((next) => {
      palette = next;
    });
    return { draw: (nowMs) => palette && painter.draw(nowMs, palette), remove };
  }, [store]);
  const headline = store.hello.value?.headline;
  const unit = headline?.unit ?? 'cm';
  return (
    <section class="athlete-card" ref={card} data-state="blank" aria-label="Gauge">
      <header class="athlete-head">
        <h2 data-part="side">–</h2>
        <p class="soft">{headline?.label ?? ''}</p>
      </header>
      <canvas
        class="gauge"
        ref={canvas}
        role="img"
        aria-label="The needle leans as the knee does in a mirror; the target zone is upright"
      />
      <p class="band-plate" data-part="plate" data-band="none">
        <span class="stacked">
          <NoBandShape />
          {BAND_INDICES.map((band) => (
            <BandShape key={band} band={band} />
          ))}
        </span>
        <span class="band-room">
          <span class="band-word" data-part="word" />
        </span>
        <svg class="arrow arrow-across" viewBox="0 0 24 24" aria-hidden="true">
          <path class="to-right" d="M3 12h16M12.5 5l7 7l-7 7" />
          <path class="to-left" d="M21 12H5M11.5 5l-7 7l7 7" />
        </svg>
      </p>
      <HeadlineDigits unit={unit} />
    </section>
  );
}
