import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { elsewhere, groupsCalled, searchWords } from './groups.ts';
import { SettingRow } from './SettingRow.tsx';

interface SearchResultsProps {
  readonly answer: SettingsAnswer;
  readonly query: string;
  readonly onGroup: (id: string) => void;
}

/** Every setting in which all the words stand, under the name of its group; and groups that are called so. */
export function SearchResults({ answer, query, onGroup }: SearchResultsProps) {
  const found = answer.fields.filter(
    (field) => field.kind !== 'measures' && has(field, answer, query),
  );
  const others = elsewhere(query);
  const called = groupsCalled(query, answer);
  return (
    <section class="settings-card" aria-labelledby="settings-group">
      <h3 id="settings-group">Search</h3>
      <p class="soft" role="status">
        {foundWords(found.length, called.length)}
      </p>
      {called.map(({ id, label }) => (
        <button key={id} type="button" onClick={() => onGroup(id)}>
          Open {label}
        </button>
      ))}
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

function foundWords(settings: number, groups: number): string {
  if (settings > 0) return `${settings} found.`;
  if (groups === 0) return 'No setting has these words.';
  return groups === 1 ? 'One group is called so.' : `${groups} groups are called so.`;
}

function has(field: SettingField, { groups }: SettingsAnswer, query: string): boolean {
  const { label, meaning, effect, path } = field;
  const group = groups.find(({ id }) => id === field.group)?.label ?? '';
  const text = [label, meaning, effect, group, path.join('.')].join(' ').toLowerCase();
  return searchWords(query).every((word) => text.includes(word));
}
