import { useId } from 'preact/hooks';
import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { usePage } from '../../store/storeContext.ts';
import { showAllMeasures } from '../allMeasures.ts';
import { Help } from '../help/Help.tsx';
import type { ViewChoice } from '../viewChoice.ts';
import { ChangeList } from './ChangeList.tsx';
import { SETTINGS_DRAFT } from './settingsDraft.ts';

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
  if (changes.length === 0 && told === null && wrong === 0) return null;
  return (
    <section class="settings-bar" aria-label="Changes">
      {changes.length > 0 && <ChangeList changes={changes} answer={answer} />}
      <div role="status">
        {wrong > 0 && (
          <p class="setting-problem">
            <span aria-hidden="true">✕ </span>
            {wrong === 1 ? 'One value is' : `${wrong} values are`} not valid yet
            {whereWrong(answer)}.
          </p>
        )}
        {told && (
          <p class={told.isProblem ? 'setting-problem' : 'setting-done'}>
            <span aria-hidden="true">{told.isProblem ? '✕ ' : '✓ '}</span>
            {told.text}
          </p>
        )}
      </div>
      {changes.length > 0 || wrong > 0 ? (
        <ChangeActions answer={answer} isReady={wrong === 0 && !desk.isBusy.value} />
      ) : (
        <div class="settings-actions">
          {told?.began && <SeeInLive changed={told.began} choice={choice} />}
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

interface SeeInLiveProps {
  readonly changed: readonly SettingField[];
  readonly choice: ViewChoice;
}

/** A measure of one's own is seen among all measures, any other change at the top. */
function SeeInLive({ changed, choice }: SeeInLiveProps) {
  const isOfMeasures = changed.some(({ path }) => path[0] === 'customMeasures');
  return (
    <button
      type="button"
      class="primary"
      onClick={() => (isOfMeasures ? showAllMeasures(choice) : choice.choose('live'))}
    >
      See it in Live
    </button>
  );
}

interface ChangeActionsProps {
  readonly answer: SettingsAnswer;
  readonly isReady: boolean;
}

function ChangeActions({ answer: { session }, isReady }: ChangeActionsProps) {
  const desk = SETTINGS_DRAFT;
  const { trials } = usePage();
  const isInTrial = trials.open !== null;
  const whyId = useId();
  return (
    <div class="settings-actions">
      <button
        type="button"
        class="primary"
        disabled={!isReady}
        onClick={() => void desk.keep(false)}
      >
        Use from the next session
      </button>
      <button
        type="button"
        disabled={!isReady || isInTrial}
        aria-describedby={whyId}
        onClick={() => void desk.keep(true)}
      >
        Begin a session with them now
      </button>
      <button type="button" onClick={() => desk.discard()}>
        Discard
      </button>
      <p id={whyId} class="soft" role="status">
        {isInTrial ? 'A trial goes on: end it before you begin a session.' : ''}
      </p>
      <Help about="when changes hold">
        <p>
          Changes are kept on the hub, for every screen. They hold from the next session on; the one
          that is being recorded stays as it began.
        </p>
        {session && session.id !== '' && (
          <p>
            A session begun now ends the recording of {session.subject} and goes on in another.
            After three seconds of standing still the calibration is taken up.
          </p>
        )}
      </Help>
    </div>
  );
}

/** The groups in which something is wrong: it may stand on another page of them. */
function whereWrong({ fields, groups }: SettingsAnswer): string {
  const wrong = fields.filter((field) => SETTINGS_DRAFT.problemsOf(field).length > 0);
  const names = groups.filter(({ id }) => wrong.some(({ group }) => group === id));
  return names.length === 0 ? '' : `, in ${names.map(({ label }) => label).join(', ')}`;
}
