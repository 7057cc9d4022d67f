import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { elsewhere, searchWords } from './groups.ts';
import { SettingRow } from './SettingRow.tsx';

interface SearchResultsProps {
  readonly answer: SettingsAnswer;
  readonly query: string;
}

/** Every setting in which all the words stand, under the name of its group. */
export function SearchResults({ answer, query }: SearchResultsProps) {
  const found = answer.fields.filter(
    (field) => field.kind !== 'measures' && has(field, answer, query),
  );
  const others = elsewhere(query);
  return (
    <section class="settings-card" aria-labelledby="settings-group">
      <h3 id="settings-group">Search</h3>
      <p class="soft" role="status">
        {found.length === 0 ? 'No setting has these words.' : `${found.length} found.`}
      </p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {answer.groups.map(({ id, label }) => {
        const fields = found.filter(({ group }) => group === id);
        if (fields.length === 0) return null;
        return (
          <section key={id} aria-label={label}>
            <h4>{label}</h4>
            <ul class="setting-list">
              {fields.map((field) => (
                <SettingRow key={field.path.join('.')} field={field} answer={answer} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function has(field: SettingField, { groups }: SettingsAnswer, query: string): boolean {
  const { label, meaning, effect, path } = field;
  const group = groups.find(({ id }) => id === field.group)?.label ?? '';
  const text = [label, meaning, effect, group, path.join('.')].join(' ').toLowerCase();
  return searchWords(query).every((word) => text.includes(word));
}
