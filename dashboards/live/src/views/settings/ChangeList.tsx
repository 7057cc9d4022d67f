import { useState } from 'preact/hooks';
import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { SETTINGS_DRAFT } from './settingsDraft.ts';
import { startedValue, valueAt, valueBelow, valueText } from './settingValues.ts';

interface ChangeListProps {
  readonly changes: readonly SettingField[];
  readonly answer: SettingsAnswer;
}

/** Each change with what was there before; on a phone behind one line that counts them. */
export function ChangeList({ changes, answer }: ChangeListProps) {
  const [open, setOpen] = useState(() => matchMedia('(min-width: 720px)').matches);
  const said = (settings: unknown, field: SettingField) =>
    valueText(field, valueAt(settings, field.path) ?? valueBelow(answer, field.path));
  return (
    <details
      class="settings-changes"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {changes.length === 1 ? '1 change' : `${changes.length} changes`}, not kept yet
      </summary>
      <ul>
        {changes.map((field) => (
          <li key={field.path.join('.')}>
            <strong>{field.label}</strong>: {said(SETTINGS_DRAFT.draft.value, field)}{' '}
            <span class="soft">
              (was {said(answer.kept, field)}
              {startedValue(answer, field.path) !== undefined &&
                '; here the start of the hub goes first'}
              )
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
