import type { ReplayState } from '../../../../src/stream/messages.ts';
import { formatClock } from '../store/formatValue.ts';
import { skipTargetS } from '../store/skipTarget.ts';
import { usePage } from '../store/storeContext.ts';
import { Scrub } from './Scrub.tsx';
import { useReplayKeys } from './useReplayKeys.ts';

const SPEEDS = [0.5, 1, 2, 4] as const;

export function ReplayBar({ replay }: { readonly replay: ReplayState }) {
  useReplayKeys();
  const { positionS, durationS, loop } = replay;
  const { store } = usePage();
  return (
    <section class="replay-bar" aria-label="Replay">
      <SkipButton replay={replay} />
      <PlayButton replay={replay} />
      <Scrub replay={replay} />
      <span class="clock">
        {formatClock(positionS)} / {formatClock(durationS)}
      </span>
      <div class="replay-options">
        <button
          type="button"
          class="loop"
          aria-pressed={loop}
          title="Begin again at the end"
          onClick={() => store.send({ type: 'replay', action: 'loop', loop: !loop })}
        >
          Loop
        </button>
        <Speeds current={replay.speed} />
      </div>
    </section>
  );
}

function PlayButton({ replay }: { readonly replay: ReplayState }) {
  const { store } = usePage();
  const { playing, positionS, durationS } = replay;
  const again = positionS >= durationS ? 'Play again' : 'Play';
  return (
    <button
      type="button"
      class="play"
      title="Space bar"
      aria-keyshortcuts="Space"
      onClick={() => store.send({ type: 'replay', action: playing ? 'pause' : 'play' })}
    >
      {playing ? 'Pause' : again}
    </button>
  );
}

/** Recordings begin with the calibration, which shows no legs: offers to go where they move. */
function SkipButton({ replay }: { readonly replay: ReplayState }) {
  const { store } = usePage();
  const targetS = skipTargetS(replay);
  if (targetS === null) return null;
  return (
    <button
      type="button"
      class="skip"
      onClick={() => store.send({ type: 'replay', action: 'seek', positionS: targetS })}
    >
      Skip to the squats
    </button>
  );
}

function Speeds({ current }: { readonly current: number }) {
  const { store } = usePage();
  return (
    <fieldset class="speeds">
      <legend class="visually-hidden">Speed</legend>
      {SPEEDS.map((speed) => (
        <button
          key={speed}
          type="button"
          aria-pressed={current === speed}
          onClick={() => store.send({ type: 'replay', action: 'speed', speed })}
        >
          {speed}×
        </button>
      ))}
    </fieldset>
  );
}
