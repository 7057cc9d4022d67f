import type { ReplayState } from '../../../../src/stream/messages.ts';
import { formatClock } from '../store/formatValue.ts';
import { usePage } from '../store/storeContext.ts';
import { Scrub } from './Scrub.tsx';

const SPEEDS = [0.5, 1, 2, 4] as const;

export function ReplayBar({ replay }: { readonly replay: ReplayState }) {
  const { store } = usePage();
  const { positionS, durationS, playing, speed } = replay;
  const toggle = () => store.send({ type: 'replay', action: playing ? 'pause' : 'play' });
  return (
    <section class="replay-bar" aria-label="Replay">
      <button type="button" class="play" onClick={toggle}>
        {playing ? 'Pause' : 'Play'}
      </button>
      <Scrub replay={replay} />
      <span class="clock">
        {formatClock(positionS)} / {formatClock(durationS)}
      </span>
      <fieldset class="speeds">
        <legend class="visually-hidden">Speed</legend>
        {SPEEDS.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={speed === choice}
            onClick={() => store.send({ type: 'replay', action: 'speed', speed: choice })}
          >
            {choice}×
          </button>
        ))}
      </fieldset>
    </section>
  );
}
