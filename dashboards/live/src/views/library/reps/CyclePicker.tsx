import type { RepCoursesAnswer } from '../../../../../../src/stream/answers/repCourses.ts';
import { cycleName, KIND_WORDS } from './cycleWords.ts';

interface CyclePickerProps {
  readonly answer: RepCoursesAnswer;
  /** Places in `answer.cycles` that are shown. */
  readonly shown: ReadonlySet<number>;
  readonly onShown: (shown: ReadonlySet<number>) => void;
}

/** Which repetitions are drawn, by set; those that are not counted are off until they are asked for. */
export function CyclePicker({ answer, shown, onShown }: CyclePickerProps) {
  const { cycles, kind } = answer;
  if (kind === null) return null;
  const title = `Which ${KIND_WORDS[kind].many}`;
  const uncounted = cycles.filter(({ counted }) => !counted).length;
  const sets = [...new Set(cycles.map(({ set }) => set))];
  const change = (places: readonly number[], on: boolean) => {
    const next = new Set(shown);
    for (const place of places) {
      if (on) next.add(place);
      else next.delete(place);
    }
    onShown(next);
  };
  return (
    <details class="options">
      <summary>
        <strong>{title}</strong> {shown.size} of {cycles.length}
        {uncounted > 0 && `, ${uncounted} not counted`}
      </summary>
      <fieldset>
        <legend class="visually-hidden">{title}</legend>
        {sets.map((set) => {
          const places = cycles.flatMap((cycle, i) => (cycle.set === set ? [i] : []));
          return (
            <div key={set} class="cycle-set">
              <label class="tick">
                <input
                  type="checkbox"
                  checked={places.every((i) => shown.has(i) || !cycles[i].counted)}
                  onChange={(event) => {
                    const on = event.currentTarget.checked;
                    change(on ? places.filter((i) => cycles[i].counted) : places, on);
                  }}
                />
                <span>{sets.length > 1 ? `All of set ${set}` : 'All'}</span>
              </label>
              {places.map((i) => (
                <label key={i} class="tick" data-counted={cycles[i].counted}>
                  <input
                    type="checkbox"
                    checked={shown.has(i)}
                    aria-label={`${cycleName(cycles[i], kind, sets.length)}${cycles[i].counted ? '' : ', not counted'}`}
                    onChange={(event) => change([i], event.currentTarget.checked)}
                  />
                  <span aria-hidden="true">
                    {shortName(cycles[i])}
                    {!cycles[i].counted && ' ×'}
                  </span>
                </label>
              ))}
            </div>
          );
        })}
        {uncounted > 0 && (
          <p class="soft">
            × is not counted: its data do not allow it. It is drawn dashed and is in no mean.
          </p>
        )}
      </fieldset>
    </details>
  );
}

function shortName({ number, side }: RepCoursesAnswer['cycles'][number]): string {
  return side === null ? `${number}` : `${side === 'left' ? 'L' : 'R'}${number}`;
}
