import { useRef } from 'preact/hooks';
import type { Side } from '../../../../src/model/placement.ts';
import { useDrawer } from '../draw/useDrawer.ts';
import { usePage } from '../store/storeContext.ts';
import { BAND_INDICES, BandShape, NoBandShape } from './BandShape.tsx';
import { HeadlineDigits } from './HeadlineDigits.tsx';
import { LegCardPainter } from './legCardPainter.ts';
import { SIDE_NAME } from './sideName.ts';

/** One leg: headline, band, error, shank over foot and depth. The painter fills in the values. */
export function LegCard({ side }: { readonly side: Side }) {
  const { store } = usePage();
  const card = useRef<HTMLElement>(null);
  useDrawer(() => {
    if (!card.current) return null;
    const painter = new LegCardPainter(card.current, side, store);
    return { draw: (nowMs) => painter.draw(nowMs) };
  }, [side, store]);
  const headline = store.hello.value?.headline;
  const unit = headline?.unit ?? 'cm';
  const cueSide = store.cue.value?.side;
  return (
    <section
      class={`leg-card ${side}`}
      ref={card}
      data-state="blank"
      data-cued={cueSide === side || cueSide === 'both'}
      aria-label={`${SIDE_NAME[side]} leg`}
    >
      <header class="leg-head">
        <h2>{SIDE_NAME[side]}</h2>
        <p class="leg-light" data-part="light" data-light="none">
          <LegLamp />
          <span data-part="lightWord">No data</span>
        </p>
        <p class="soft leg-label">{headline?.label ?? ''}</p>
      </header>
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
        <span class="stacked">
          <DirectionArrow side={side} direction="out" />
          <DirectionArrow side={side} direction="in" />
        </span>
      </p>
      <HeadlineDigits unit={unit} />
      <div class="leg-facts">
        <dl class="ankle-pair" data-part="ankles" data-foot="false">
          <div>
            <dt data-part="ankleName">Shank over foot</dt>
            <dd>
              <span class="fact-value" data-part="ankle">
                –
              </span>
              <span class="fact-note" data-part="ankleNote" />
            </dd>
          </div>
          <div class="eversion">
            <dt>Eversion</dt>
            <dd>
              <span class="fact-value" data-part="eversion">
                –
              </span>
              <span class="fact-note" data-part="eversionNote" />
            </dd>
          </div>
        </dl>
        <dl class="one-line">
          <div>
            <dt>Depth</dt>
            <dd>
              <span class="fact-value" data-part="depth">
                –
              </span>
              <span class="depth-bar" aria-hidden="true">
                <span data-part="depthBar" />
              </span>
            </dd>
          </div>
        </dl>
      </div>
    </section>
  );
}

/** One shape a state, told by age and quality of the data alone. */
function LegLamp() {
  return (
    <svg class="leg-lamp" viewBox="0 0 24 24" aria-hidden="true">
      <path class="lamp-good" d="M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z" />
      <path class="lamp-doubtful" d="M12 2L22 12L12 22L2 12z" />
      <path class="lamp-none" d="M5 5l14 14M19 5L5 19" />
    </svg>
  );
}

/** Points the way the knee is off on this screen: inwards is towards the other leg. */
function DirectionArrow({
  side,
  direction,
}: {
  readonly side: Side;
  readonly direction: 'in' | 'out';
}) {
  const pointsRight = (side === 'left') === (direction === 'in');
  return (
    <svg class={`arrow arrow-${direction}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 12h16M12.5 5l7 7l-7 7" transform={pointsRight ? '' : 'matrix(-1 0 0 1 24 0)'} />
    </svg>
  );
}
