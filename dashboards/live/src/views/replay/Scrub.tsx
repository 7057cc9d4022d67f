import { useRef } from 'preact/hooks';
import type { ReplayState } from '../../../../../src/stream/messages.ts';
import { useDrawer } from '../../draw/useDrawer.ts';
import { formatClock } from '../../store/formatValue.ts';
import { KEY_STEP_S } from '../../store/replayKeys.ts';
import { marksText } from '../../store/replayMarks.ts';
import { usePage } from '../../store/storeContext.ts';
import { LoopHandles } from './LoopHandles.tsx';
import { MarkLane } from './MarkLane.tsx';
import type { Seek } from './useSeek.ts';

interface ScrubProps {
  readonly replay: ReplayState;
  readonly seek: Seek;
}

/** The position in the recording, with what is marked of it and the stretch that is repeated. */
export function Scrub({ replay, seek }: ScrubProps) {
  const { store } = usePage();
  const { positionS, durationS, marks } = replay;
  const { held, drag, release } = seek;
  const slider = useRef<HTMLInputElement>(null);
  const shown = held ?? positionS;
  useDrawer(
    () => ({
      draw: () => {
        const now = held === null ? store.replayNow() : null;
        if (slider.current && now?.playing) slider.current.value = String(now.positionS);
      },
    }),
    [store, held],
  );
  return (
    <div class="scrub">
      <MarkLane marks={marks} durationS={durationS} />
      {replay.loopRange && <LoopHandles range={replay.loopRange} replay={replay} seek={seek} />}
      <input
        ref={slider}
        type="range"
        min={0}
        max={durationS}
        step={0.01}
        value={shown}
        aria-label="Position in the recording"
        title={`Arrow keys: ${KEY_STEP_S} s back or forward`}
        aria-keyshortcuts="ArrowLeft ArrowRight"
        aria-valuetext={`${formatClock(shown)} of ${formatClock(durationS)}, ${marksText(marks)}`}
        onInput={(event) => drag(Number(event.currentTarget.value))}
        onChange={(event) => release(Number(event.currentTarget.value))}
      />
    </div>
  );
}
