import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { Help } from '../help/Help.tsx';
import type { ViewChoice } from '../viewChoice.ts';
import { FormulaWords } from './FormulaWords.tsx';
import type { GivenMeasure } from './givenMeasure.ts';
import { MeasureCard } from './MeasureCard.tsx';
import { SETTINGS_DRAFT } from './settingsDraft.ts';
import { startedValue, valueAt } from './settingValues.ts';

interface MeasuresEditorProps {
  readonly field: SettingField;
  readonly answer: SettingsAnswer;
  readonly choice: ViewChoice;
}

/** Formulas of one's own: listed, added, changed, taken away. */
export function MeasuresEditor({ field, answer, choice }: MeasuresEditorProps) {
  const desk = SETTINGS_DRAFT;
  const measures = measuresIn(desk.valueOf(field));
  const isStarted = startedValue(answer, field.path) !== undefined;
  const isReadOnly = answer.readOnly !== null || isStarted;
  const most = field.high ?? 16;
  const set = (next: readonly GivenMeasure[]) =>
    desk.set(field, next.length > 0 ? next : undefined);
  const add = () => set([...measures, { name: freeName(measures), formula: '' }]);
  return (
    <div class="measures-editor">
      <div class="setting-head">
        <p>{field.meaning}</p>
        <Help about="custom measures">
          <p>{field.effect}</p>
          <p>
            A formula works on one leg and one instant. It is blank wherever one of its fields is
            blank, and never better than the worst of them.
          </p>
        </Help>
      </div>
      {isStarted && <p class="soft">Set by the start of the hub, which goes first.</p>}
      {measures.length === 0 && (
        <p class="empty">
          None yet. A measure is a formula such as <code>kneeOverToeDeg - 0.5 * shankLeanDeg</code>.
        </p>
      )}
      <ol class="measure-cards">
        {measures.map((measure, i) => (
          <MeasureCard
            // Names change while somebody types.
            key={`measure-${i}`}
            index={i}
            measure={measure}
            answer={answer}
            problems={desk
              .problemsOf({ path: [...field.path] })
              .filter(({ path }) => path[1] === i)}
            disabled={isReadOnly}
            choice={choice}
            onMeasure={(next) => set(measures.map((each, j) => (j === i ? next : each)))}
            onRemove={() => set(measures.filter((_, j) => j !== i))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <button type="button" disabled={measures.length >= most} onClick={add}>
          Add a measure
        </button>
      )}
      <p class="soft">
        {measures.length} of {most}
      </p>
      <FormulaWords formulas={answer.formulas} />
    </div>
  );
}

function measuresIn(value: unknown): readonly GivenMeasure[] {
  if (!Array.isArray(value)) return [];
  return value.map((each) => {
    const text = (name: string) => String(valueAt(each, [name]) ?? '');
    const unit = text('unit');
    return { name: text('name'), formula: text('formula'), ...(unit !== '' && { unit }) };
  });
}

function freeName(measures: readonly GivenMeasure[]): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? 'myMeasure' : `myMeasure${i}`;
    if (!measures.some((measure) => measure.name === name)) return name;
  }
}
