import { useState } from 'preact/hooks';
import type { ReplayMark } from '../../../../../src/model/replayMark.ts';
import { memo } from '../../draw/memo.ts';
import { bandOf, isMovement, markLabel, startOf } from '../../store/replayMarks.ts';
import { seekTo } from '../../store/replaySteering.ts';
import { usePage } from '../../store/storeContext.ts';

/** How far from a mark a finger or a mouse still means it, CSS pixels. */
const REACH_PX = { touch: 22, mouse: 10 } as const;

interface MarkLaneProps {
  readonly marks: readonly ReplayMark[];
  readonly durationS: number;
}

interface Tip {
  readonly mark: ReplayMark;
  readonly atPct: number;
}

/**
 * Reps, cues, trials, markers and notes, each kind in a row and a shape of its own. A pointer means the
 * nearest, whose words are shown; a press goes there. For keys and screen readers there is the list.
 */
export function MarkLane({ marks, durationS }: MarkLaneProps) {
  const { store } = usePage();
  const [tip, setTip] = useState<Tip | null>(null);
  const find = (event: PointerEvent & { currentTarget: HTMLElement }): Tip | null => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const reachS =
      (REACH_PX[event.pointerType === 'mouse' ? 'mouse' : 'touch'] / width) * durationS;
    const atS = ((event.clientX - left) / width) * durationS;
    const mark = nearest(marks, atS, reachS);
    return mark && { mark, atPct: (100 * spanOf(mark).fromS) / durationS };
  };
  return (
    <div
      class="mark-lane"
      aria-hidden="true"
      data-hit={tip !== null}
      onPointerMove={(event) => setTip(find(event))}
      onPointerLeave={() => setTip(null)}
      onPointerUp={(event) => {
        const hit = find(event);
        setTip(hit);
        if (hit) store.send(seekTo({ durationS }, startOf(hit.mark)));
      }}
    >
      <Marks marks={marks} durationS={durationS} />
      {tip && (
        <span
          class="mark-tip"
          data-end={tip.atPct > 50}
          style={tip.atPct > 50 ? { right: `${100 - tip.atPct}%` } : { left: `${tip.atPct}%` }}
        >
          {markLabel(tip.mark)}
        </span>
      )}
    </div>
  );
}

/** Hundreds of them, which change with the recording alone. */
const Marks = memo(function Marks({ marks, durationS }: MarkLaneProps) {
  return (
    <>
      {marks.map((mark, i) => {
        const { fromS, toS } = spanOf(mark);
        const left = `${(100 * fromS) / durationS}%`;
        const width = `${(100 * (toS - fromS)) / durationS}%`;
        return (
          <span
            key={i}
            class={`scrub-mark ${mark.kind}`}
            data-band={bandOf(mark) ?? 'none'}
            data-doubtful={mark.kind === 'rep' && !mark.counted}
            style={{ left, ...(toS > fromS && { width }) }}
          />
        );
      })}
    </>
  );
});

/** What it covers; an instant where it has no length. */
function spanOf(mark: ReplayMark): { readonly fromS: number; readonly toS: number } {
  const { atS } = mark;
  if (isMovement(mark)) return { fromS: mark.fromS, toS: mark.kind === 'rep' ? mark.toS : atS };
  return { fromS: atS, toS: ('toS' in mark ? mark.toS : null) ?? atS };
}

/** A marker or a note before a rep that is as near: there are fewer of them. */
function nearest(marks: readonly ReplayMark[], atS: number, reachS: number): ReplayMark | null {
  let best: ReplayMark | null = null;
  let bestS = reachS;
  for (const mark of marks) {
    const { fromS, toS } = spanOf(mark);
    const distanceS = Math.max(fromS - atS, atS - toS, 0) * (isMovement(mark) ? 1 : 0.8);
    if (distanceS > bestS) continue;
    best = mark;
    bestS = distanceS;
  }
  return best;
}
