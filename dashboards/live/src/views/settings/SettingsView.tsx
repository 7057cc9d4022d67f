import '../../styles/settings.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { usePage } from '../../store/storeContext.ts';
import type { RecordedViewProps, ViewChoice } from '../viewChoice.ts';
import { GroupNav } from './GroupNav.tsx';
import { groupLists, HUB_GROUP, SCREEN_GROUP } from './groups.ts';
import { HubGroup } from './HubGroup.tsx';
import { ScreenGroup } from './ScreenGroup.tsx';
import { SearchResults } from './SearchResults.tsx';
import { SettingsBar } from './SettingsBar.tsx';
import { SettingsFile } from './SettingsFile.tsx';
import { SettingsGroup } from './SettingsGroup.tsx';
import { SETTINGS_DRAFT } from './settingsDraft.ts';
import { useTopOf } from './useTopOf.ts';

/** What can be set, what each of it means, and what holds from the next session on. */
export function SettingsView({ choice }: RecordedViewProps) {
  const { store } = usePage();
  const [query, setQuery] = useState('');
  const desk = SETTINGS_DRAFT;
  const session = store.hello.value?.session ?? '';
  // Another session may have begun with other settings.
  useEffect(() => void desk.load(), [desk, session]);
  const answer = desk.answer.value;
  const named = choice.path.value[0];
  // An address that names another group, as by going back, shows that group.
  useEffect(() => setQuery(''), [named]);
  const isSearching = query.trim() !== '';
  const view = useRef<HTMLElement>(null);
  // Emptying the search leaves the person in it.
  const [wasTyping, setTyping] = useState(false);
  const openGroup = (id: string) => {
    setQuery('');
    setTyping(false);
    choice.choose('settings', [id]);
  };
  useTopOf(view, isSearching || wasTyping ? 'typing' : (named ?? ''));
  return (
    <section
      ref={view}
      class="settings"
      aria-labelledby="settings-title"
      data-open={named !== undefined || isSearching}
    >
      <div class="settings-title">
        <h2 id="settings-title">Settings</h2>
        {named !== undefined && (
          <button type="button" class="settings-back" onClick={() => choice.choose('settings')}>
            All groups
          </button>
        )}
      </div>
      {answer === null ? (
        <Waiting />
      ) : (
        <>
          <Notes answer={answer} />
          <div class="settings-columns">
            <div class="settings-side">
              <label class="settings-search">
                <span>Search settings</span>
                <input
                  type="search"
                  value={query}
                  placeholder="cue, depth, toe-out …"
                  onInput={({ currentTarget }) => {
                    setQuery(currentTarget.value);
                    setTyping(true);
                  }}
                />
              </label>
              <GroupNav
                lists={groupLists(answer)}
                shown={isSearching ? null : (named ?? SCREEN_GROUP.id)}
                changed={desk.changes.value.map(({ group }) => group)}
                onGroup={openGroup}
              />
              <SettingsFile answer={answer} />
            </div>
            <div class="settings-main">
              {isSearching ? (
                <SearchResults answer={answer} query={query} onGroup={openGroup} />
              ) : (
                <Group id={named ?? SCREEN_GROUP.id} answer={answer} choice={choice} />
              )}
            </div>
          </div>
          <SettingsBar answer={answer} choice={choice} />
        </>
      )}
    </section>
  );
}

interface GroupProps {
  readonly id: string;
  readonly answer: SettingsAnswer;
  readonly choice: ViewChoice;
}

function Group({ id, answer, choice }: GroupProps) {
  if (id === SCREEN_GROUP.id) return <ScreenGroup />;
  if (id === HUB_GROUP.id) return <HubGroup />;
  const group = answer.groups.find((each) => each.id === id);
  if (group) return <SettingsGroup key={id} group={group} answer={answer} choice={choice} />;
  return <p class="empty">There is no group of this name. Choose one from the list.</p>;
}

function Waiting() {
  const problem = SETTINGS_DRAFT.unreachable.value;
  if (problem === '') return <p class="connecting">Loading …</p>;
  return (
    <div class="empty" role="alert">
      <p>The settings are not there: {problem}</p>
      <button type="button" onClick={() => void SETTINGS_DRAFT.load()}>
        Try again
      </button>
    </div>
  );
}

/** What holds for the whole: why nothing can be changed, what was passed over, what fits no field. */
function Notes({ answer }: { readonly answer: SettingsAnswer }) {
  const others = SETTINGS_DRAFT.otherProblems;
  if (answer.readOnly === null && answer.problem === null && others.length === 0) return null;
  return (
    <div class="settings-notes" role="status">
      {answer.readOnly !== null && <p>{answer.readOnly}</p>}
      {answer.problem !== null && <p>{answer.problem}</p>}
      {others.map(({ path, message, found }) => (
        <p key={`${path.join('.')} ${message}`} class="setting-problem">
          <span aria-hidden="true">✕ </span>
          {path.length > 0 && <code>{path.join('.')}</code>} {found !== '' && `found ${found}; `}
          {message}.
        </p>
      ))}
    </div>
  );
}
