import { useState } from 'preact/hooks';
import type { ReplayMark } from '../../../../../src/model/replayMark.ts';
import { memo } from '../../draw/memo.ts';
import { MARK_GROUPS, markLabel, startOf } from '../../store/replayMarks.ts';
import { seekTo } from '../../store/replaySteering.ts';
import { usePage } from '../../store/storeContext.ts';

interface JumpMenuProps {
  readonly marks: readonly ReplayMark[];
  readonly durationS: number;
}

/** Everything that is marked, as a list: the browser's own, which every keyboard and phone knows. */
export const JumpMenu = memo(function JumpMenu({ marks, durationS }: JumpMenuProps) {
  const { store } = usePage();
  // An hour has a thousand of them, which nobody needs before the list is wanted.
  const [isWanted, setWanted] = useState(false);
  const groups = isWanted ? MARK_GROUPS : [];
  return (
    <select
      class="jump"
      aria-label="Jump to a rep, cue, marker or trial"
      value=""
      disabled={marks.length === 0}
      onPointerDown={() => setWanted(true)}
      onFocus={() => setWanted(true)}
      onChange={(event) => {
        const mark = marks[Number(event.currentTarget.value)];
        event.currentTarget.value = '';
        if (mark) store.send(seekTo({ durationS }, startOf(mark)));
      }}
    >
      <option value="">Jump to …</option>
      {groups.map(({ name, kinds }) => {
        const options = marks.flatMap((mark, i) =>
          kinds.includes(mark.kind)
            ? [
                <option key={i} value={i}>
                  {markLabel(mark)}
                </option>,
              ]
            : [],
        );
        return options.length === 0 ? null : (
          <optgroup key={name} label={name}>
            {options}
          </optgroup>
        );
      })}
    </select>
  );
});
