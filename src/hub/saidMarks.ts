import type { ReplayMark } from '../model/replayMark.ts';
import type { Sidecar } from '../recording/sidecar/sidecar.ts';

/** Marks with what was said of the recording afterwards: notes, and other names of its trials. */
export function withSaid(
  marks: readonly ReplayMark[],
  { annotations, trials }: Pick<Sidecar, 'annotations' | 'trials'>,
  startUs: number,
): readonly ReplayMark[] {
  const atS = (timeUs: number) => Math.max(0, (timeUs - startUs) / 1e6);
  const named = marks.map((mark): ReplayMark => {
    if (mark.kind !== 'trial') return mark;
    return { ...mark, name: trials[mark.number]?.name ?? mark.name };
  });
  const notes = annotations.map(({ timeUs, untilUs, text }): ReplayMark => {
    const toS = untilUs === undefined ? null : atS(untilUs);
    return { kind: 'note', atS: atS(timeUs), toS, label: text };
  });
  return [...named, ...notes].sort((a, b) => a.atS - b.atS);
}
