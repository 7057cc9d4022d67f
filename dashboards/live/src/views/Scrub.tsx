import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReplayState } from '../../../../src/stream/messages.ts';
import { formatClock } from '../store/formatValue.ts';
import { KEY_STEP_S } from '../store/replayKeys.ts';
import { usePage } from '../store/storeContext.ts';

/** While dragging, a seek at most this often: the hub answers each with a snapshot. */
const SEEK_INTERVAL_MS = 100;

type MarkKind = ReplayState['marks'][number]['kind'];

const MARK_NAME: Readonly<Record<MarkKind, string>> = { rep: 'Rep ended', cue: 'Cue' };

/** The position in the recording, with its reps and cues marked. */
export function Scrub({ replay }: { readonly replay: ReplayState }) {
  const { positionS, durationS, marks } = replay;
  const { held, drag, release } = useSeek();
  const shown = held ?? positionS;
  return (
    <div class="scrub">
      <div class="scrub-marks" aria-hidden="true">
        {marks.map(({ kind, atS }) => (
          <span
            key={`${kind}${atS}`}
            class={`scrub-mark ${kind}`}
            style={{ left: `${(100 * atS) / durationS}%` }}
            title={`${MARK_NAME[kind]} at ${formatClock(atS)}`}
          />
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={durationS}
        step={0.1}
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

/** `6 reps and 3 cues`, for those who do not see the marks. */
function marksText(marks: ReplayState['marks']): string {
  const count = (kind: MarkKind) => marks.filter((mark) => mark.kind === kind).length;
  return `${count('rep')} reps and ${count('cue')} cues`;
}

/** Holds the thumb where the hand is until it lets go, and paces the seeks on the way. */
function useSeek() {
  const { store } = usePage();
  const [held, setHeld] = useState<number | null>(null);
  const wanted = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const seek = () => {
    timer.current = undefined;
    store.send({ type: 'replay', action: 'seek', positionS: wanted.current });
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const drag = (positionS: number) => {
    setHeld(positionS);
    wanted.current = positionS;
    timer.current ??= setTimeout(seek, SEEK_INTERVAL_MS);
  };
  const release = (positionS: number) => {
    setHeld(null);
    wanted.current = positionS;
    clearTimeout(timer.current);
    seek();
  };
  return { held, drag, release };
}
