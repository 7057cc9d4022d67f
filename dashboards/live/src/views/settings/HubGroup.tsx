import { useState } from 'preact/hooks';
import { taskWords } from '../../../../../src/model/settingFields/taskWords.ts';
import type { UploadState } from '../../../../../src/model/uploadState.ts';
import type { SiteAnswer } from '../../../../../src/stream/answers/settings.ts';
import { sendToHub } from '../../api/hubApi.ts';
import { usePolled } from '../../api/usePolled.ts';
import { Help } from '../help/Help.tsx';
import { HUB_GROUP } from './groups.ts';
import { numberOf } from './settingValues.ts';

const HEALTH_EVERY_MS = 5000;

interface Health {
  readonly software: string;
  readonly upload: UploadState | null;
}

/** What the hub keeps beside the settings of sessions. */
export function HubGroup() {
  const { answer, problem } = usePolled<SiteAnswer>('settings/site', null);
  const health = usePolled<Health>('health', HEALTH_EVERY_MS);
  return (
    <section class="settings-card" aria-labelledby="settings-group">
      <h3 id="settings-group">{HUB_GROUP.label}</h3>
      <p class="soft">{HUB_GROUP.about}</p>
      {answer === null ? (
        <p class="empty">{problem ?? 'Loading …'}</p>
      ) : (
        <div class="screen-choices">
          {answer.problem !== null && <p class="setting-problem">{answer.problem}</p>}
          <Retention days={answer.retentionDays} />
          <Repeatability site={answer} />
        </div>
      )}
      <div class="screen-choices">
        <Database upload={health.answer?.upload ?? null} isKnown={health.answer !== null} />
        <p class="soft">{health.answer?.software}</p>
      </div>
    </section>
  );
}

function Retention({ days }: { readonly days: number | null }) {
  const [kept, setKept] = useState(days);
  const [typed, setTyped] = useState(days === null ? '' : String(days));
  const [told, setTold] = useState({ text: '', isProblem: false });
  const wanted = typed.trim() === '' ? null : numberOf(typed);
  const keep = async () => {
    try {
      const answer = await sendToHub<SiteAnswer>('settings/retention', { days: wanted }, 'PUT');
      setKept(answer.retentionDays);
      setTold({ text: 'Kept on the hub.', isProblem: false });
    } catch (error) {
      setTold({ text: String((error as Error).message), isProblem: true });
    }
  };
  return (
    <div>
      <div class="setting-head">
        <h4>How long recordings are kept</h4>
        <Help about="how long recordings are kept">
          <p>
            Nothing is deleted by it. Lists then say which recordings are older, and a person
            deletes them: <code>plumbline list --expired</code>.
          </p>
        </Help>
      </div>
      <p>{kept === null ? 'For ever: no limit is set.' : `For ${kept} days.`}</p>
      <form
        class="setting-inline"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <label for="retention-days">Days</label>
        <input
          id="retention-days"
          type="text"
          inputMode="numeric"
          placeholder="for ever"
          maxLength={6}
          autocomplete="off"
          value={typed}
          aria-describedby="retention-told"
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" disabled={wanted === kept}>
          Keep
        </button>
      </form>
      <p
        id="retention-told"
        role="status"
        class={told.isProblem ? 'setting-told setting-problem' : 'setting-told'}
      >
        {told.text}
      </p>
    </div>
  );
}

const BETWEEN = {
  sameMounting: 'with the sensors left on',
  newMounting: 'with the sensors put on anew',
} as const;

function Repeatability({ site }: { readonly site: SiteAnswer }) {
  return (
    <div>
      <div class="setting-head">
        <h4>Change that this site can tell</h4>
        <Help about="the change that this site can tell">
          <p>
            Two times five repetitions with the sensors taken off between tell how much figures
            differ by nothing but mounting. Then{' '}
            <code>plumbline repeatability RECORDINGS --keep</code> keeps it, and trends and
            comparisons go by it in place of the defaults.
          </p>
        </Help>
      </div>
      {site.repeatability.length === 0 ? (
        <p>Not measured here yet: the defaults under Detectable change hold.</p>
      ) : (
        site.repeatability.map(({ task, between, changes }) => (
          <table key={task} class="site-changes">
            <caption>
              {taskWords(task)}, {BETWEEN[between]}
            </caption>
            <tbody>
              {changes.map(({ words, unit, mdc95 }) => (
                <tr key={words}>
                  <th scope="row">{words}</th>
                  <td>
                    {mdc95.toFixed(1)} {unit}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))
      )}
    </div>
  );
}

const UPLOAD_WORD: Readonly<Record<UploadState['state'], string>> = {
  off: 'Off: no database is set.',
  idle: 'On: all that was recorded is there.',
  uploading: 'On: uploading now.',
  waiting: 'Waiting: the database takes nothing now, and it is tried again.',
};

interface DatabaseProps {
  readonly upload: UploadState | null;
  readonly isKnown: boolean;
}

function Database({ upload, isKnown }: DatabaseProps) {
  return (
    <div>
      <div class="setting-head">
        <h4>Database (InfluxDB)</h4>
        <Help about="the database">
          <p>
            It is set where the hub is started, by <code>INFLUX_HOST</code>,{' '}
            <code>INFLUX_BUCKET</code> and a token, which no page ever shows. Without one, all is in
            the recordings.
          </p>
        </Help>
      </div>
      <p>{isKnown ? UPLOAD_WORD[upload?.state ?? 'off'] : 'Loading …'}</p>
      {upload && upload.state !== 'off' && (
        <p class="soft">
          {upload.linesSent} lines sent, {upload.recordingsLeft} recordings left
          {upload.lagS > 0 && `, behind by ${Math.round(upload.lagS)} s`}.
        </p>
      )}
      {upload?.lastError && <p class="setting-problem">{upload.lastError}</p>}
    </div>
  );
}
