import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import type { ViewChoice } from '../viewChoice.ts';
import type { ListedGroup } from './groups.ts';
import { MeasuresEditor } from './MeasuresEditor.tsx';
import { SettingRow } from './SettingRow.tsx';

interface SettingsGroupProps {
  readonly group: ListedGroup;
  readonly answer: SettingsAnswer;
  readonly choice: ViewChoice;
}

/** The settings of one group. */
export function SettingsGroup({ group, answer, choice }: SettingsGroupProps) {
  const fields = answer.fields.filter((field) => field.group === group.id);
  const rows = fields.filter(({ kind }) => kind !== 'measures');
  const measures = fields.find(({ kind }) => kind === 'measures');
  return (
    <section class="settings-card" aria-labelledby="settings-group">
      <h3 id="settings-group">{group.label}</h3>
      {!measures && <p class="soft">{group.about}</p>}
      {measures && <MeasuresEditor field={measures} answer={answer} choice={choice} />}
      {rows.length > 0 && (
        <ul class="setting-list">
          {rows.map((field) => (
            <SettingRow key={field.path.join('.')} field={field} answer={answer} />
          ))}
        </ul>
      )}
    </section>
  );
}
