import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { SETTINGS_DRAFT } from './settingsDraft.ts';
import { valueAt, valueBelow, valueText } from './settingValues.ts';

/** Changes that are named one by one; what is more is counted. */
const MOST_NAMED = 4;

interface SettingsBarProps {
  readonly answer: SettingsAnswer;
  readonly choice: ViewChoice;
}

/** What is changed, in words, and what may be done with it. */
export function SettingsBar({ answer, choice }: SettingsBarProps) {
  const desk = SETTINGS_DRAFT;
  const changes = desk.changes.value;
  const told = desk.told.value;
  const wrong = desk.check.value.problems.length;
  const isReady = wrong === 0 && !desk.isBusy.value;
  if (changes.length === 0 && told === null && wrong === 0) return null;
  return (
    <section class="settings-bar" aria-label="Changes">
      <div class="settings-changes" role="status">
        {changes.length > 0 && <Changes changes={changes} answer={answer} />}
        {wrong > 0 && (
          <p class="setting-problem">
            <span aria-hidden="true">✕ </span>
            {wrong === 1 ? 'One value is' : `${wrong} values are`} not valid yet
            {whereWrong(answer)}.
          </p>
        )}
        {told && (
          <p class={told.isProblem ? 'setting-problem' : ''}>
            {told.isProblem && <span aria-hidden="true">✕ </span>}
            {told.text}
          </p>
        )}
      </div>
      {changes.length > 0 || wrong > 0 ? (
        <div class="settings-actions">
          <button
            type="button"
            class="primary"
            disabled={!isReady}
            onClick={() => void desk.keep(false)}
          >
            Use from the next session
          </button>
          <button type="button" disabled={!isReady} onClick={() => void desk.keep(true)}>
            Begin a session with them now
          </button>
          <button type="button" onClick={() => desk.discard()}>
            Discard
          </button>
          {answer.session && answer.session.id !== '' && (
            <p class="soft">
              A session begun now ends the recording of {answer.session.subject} and goes on in
              another. After three seconds of standing still the calibration is taken up.
            </p>
          )}
        </div>
      ) : (
        <div class="settings-actions">
          {told?.began && (
            <button type="button" class="primary" onClick={() => choice.choose('live')}>
              See it in Live
            </button>
          )}
          <button
            type="button"
            onClick={() => {
              desk.told.value = null;
            }}
          >
            Close
          </button>
        </div>
      )}
    </section>
  );
}

interface ChangesProps {
  readonly changes: readonly SettingField[];
  readonly answer: SettingsAnswer;
}

function Changes({ changes, answer }: ChangesProps) {
  const named = changes.slice(0, MOST_NAMED);
  const more = changes.length - named.length;
  return (
    <ul>
      {named.map((field) => (
        <li key={field.path.join('.')}>
          <strong>{field.label}</strong>: {valueText(field, SETTINGS_DRAFT.valueOf(field))}{' '}
          <span class="soft">
            (was{' '}
            {valueText(field, valueAt(answer.kept, field.path) ?? valueBelow(answer, field.path))})
          </span>
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

/** The groups in which something is wrong: it may stand on another page of them. */
function whereWrong({ fields, groups }: SettingsAnswer): string {
  const wrong = fields.filter((field) => SETTINGS_DRAFT.problemsOf(field).length > 0);
  const names = groups.filter(({ id }) => wrong.some(({ group }) => group === id));
  return names.length === 0 ? '' : `, in ${names.map(({ label }) => label).join(', ')}`;
}
