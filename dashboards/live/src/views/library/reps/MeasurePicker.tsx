import type { CourseMeasure } from '../../../../../../src/stream/answers/repCourses.ts';
import { Help } from '../../help/Help.tsx';

interface MeasurePickerProps {
  readonly measures: readonly CourseMeasure[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

/** Which measures have a chart; one always has. */
export function MeasurePicker({ measures, chosen, onChosen }: MeasurePickerProps) {
  const change = (key: string, on: boolean) => {
    const next = measures
      .map((each) => each.key)
      .filter((each) => (each === key ? on : chosen.includes(each)));
    if (next.length > 0) onChosen(next);
  };
  return (
    <details class="options">
      <summary>
        <strong>Measures</strong>{' '}
        {measures
          .filter(({ key }) => chosen.includes(key))
          .map(({ label }) => label)
          .join(', ')}
      </summary>
      <fieldset>
        <legend class="visually-hidden">Measures</legend>
        <Help about="measures">
          <p>
            The first is the one that bands and cues are made of. Angles from the front depend on
            how deep the knee bends, so flexion stands beside it.
          </p>
          <p>A measure that no frame of this recording states is not offered.</p>
        </Help>
        {measures.map(({ key, label }) => (
          <label key={key} class="tick">
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              disabled={chosen.length === 1 && chosen[0] === key}
              onChange={(event) => change(key, event.currentTarget.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
