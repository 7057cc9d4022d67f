import type { UploadState } from '../../../../../src/model/uploadState.ts';
import type { SiteAnswer } from '../../../../../src/stream/answers/settings.ts';
import { usePolled } from '../../api/usePolled.ts';
import { Help } from '../help/Help.tsx';
import { HUB_GROUP } from './groups.ts';
import { Retention } from './Retention.tsx';
import { SiteChanges } from './SiteChanges.tsx';

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
          <SiteChanges site={answer} />
        </div>
      )}
      <div class="screen-choices">
        <Database
          upload={health.answer?.upload ?? null}
          unknown={health.answer === null ? (health.problem ?? 'Loading …') : null}
        />
        <p class="soft">{health.answer?.software}</p>
      </div>
    </section>
  );
}

const UPLOAD_WORD: Readonly<Record<UploadState['state'], string>> = {
  off: 'Off: no database is set.',
  idle: 'On: nothing waits.',
  uploading: 'On: uploading now.',
  waiting: 'Waiting: the database takes nothing now, and it is tried again.',
};

interface DatabaseProps {
  readonly upload: UploadState | null;
  /** Why nothing is known of it, in a sentence; null where it is. */
  readonly unknown: string | null;
}

function Database({ upload, unknown }: DatabaseProps) {
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
      <p>{unknown ?? UPLOAD_WORD[upload?.state ?? 'off']}</p>
      {upload && upload.state !== 'off' && (
        <p class="soft">
          {upload.linesSent} lines sent, {upload.recordingsLeft} recordings left
          {upload.linesRefused > 0 && `, ${upload.linesRefused} lines refused and left out`}
          {upload.lagS > 0 && `, behind by ${Math.round(upload.lagS)} s`}.
        </p>
      )}
      {upload?.lastError && <p class="setting-problem">{upload.lastError}</p>}
    </div>
  );
}
