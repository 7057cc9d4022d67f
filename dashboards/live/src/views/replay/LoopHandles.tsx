import { useState } from 'preact/hooks';
import type { ReplayState } from '../../../../../src/stream/messages.ts';
import { formatTenths } from '../../store/formatValue.ts';
import { loopFrom, loopTo } from '../../store/replaySteering.ts';
import { usePage } from '../../store/storeContext.ts';
import type { Seek } from './useSeek.ts';

const KEY_S: Readonly<Record<string, number>> = {
  ArrowLeft: -0.1,
  ArrowRight: 0.1,
  PageDown: -1,
  PageUp: 1,
};

interface LoopHandlesProps {
  readonly range: NonNullable<ReplayState['loopRange']>;
  readonly replay: ReplayState;
  readonly seek: Seek;
}

/** The stretch that is repeated, and a handle at each end of it. */
export function LoopHandles({ range, replay, seek }: LoopHandlesProps) {
  const { durationS } = replay;
  const { fromS, toS } = range;
  const left = `${(100 * fromS) / durationS}%`;
  const width = `${(100 * (toS - fromS)) / durationS}%`;
  return (
    <div class="loop-lane">
      <span class="loop-stretch" style={{ left, width }} />
      <Handle end="from" atS={fromS} replay={replay} seek={seek} />
      <Handle end="to" atS={toS} replay={replay} seek={seek} />
    </div>
  );
}

interface HandleProps {
  readonly end: 'from' | 'to';
  readonly atS: number;
  readonly replay: ReplayState;
  readonly seek: Seek;
}

function Handle({ end, atS, replay, seek }: HandleProps) {
  const { store } = usePage();
  const [dragged, setDragged] = useState<number | null>(null);
  const { durationS } = replay;
  const shown = dragged ?? atS;
  const move = (positionS: number) =>
    store.send(end === 'from' ? loopFrom(replay, positionS) : loopTo(replay, positionS));
  const positionOf = (event: PointerEvent & { currentTarget: HTMLElement }): number => {
    const lane = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!lane) return atS;
    const share = (event.clientX - lane.left) / lane.width;
    return Math.min(Math.max(share, 0), 1) * durationS;
  };
  const release = (positionS: number) => {
    setDragged(null);
    move(positionS);
    seek.release(end === 'from' ? positionS : Math.min(positionS, replay.loopRange?.fromS ?? 0));
  };
  return (
    <div
      class={`loop-handle ${end}`}
      role="slider"
      tabIndex={0}
      aria-label={end === 'from' ? 'Loop from' : 'Loop to'}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationS * 10) / 10}
      aria-valuenow={Math.round(shown * 10) / 10}
      aria-valuetext={formatTenths(shown)}
      style={{ left: `${(100 * shown) / durationS}%` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(atS);
      }}
      onPointerMove={(event) => {
        if (dragged === null) return;
        const positionS = positionOf(event);
        setDragged(positionS);
        seek.drag(positionS);
      }}
      onPointerUp={(event) => dragged !== null && release(positionOf(event))}
      onPointerCancel={() => dragged !== null && release(atS)}
      onKeyDown={(event) => {
        const byS = KEY_S[event.key];
        if (byS === undefined) return;
        event.preventDefault();
        move(Math.max(0, atS + byS));
      }}
    >
      <span aria-hidden="true">{end === 'from' ? 'A' : 'Z'}</span>
    </div>
  );
}
