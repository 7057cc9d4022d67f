import { useState } from 'preact/hooks';
import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import type { SessionVerdict } from '../../../../../src/movement/programme/programmeCourse.ts';
import { dayText } from '../../store/dateText.ts';
import { hashOf } from '../viewChoice.ts';

/** As many as fit without scrolling for long; the others when asked for. */
const FIRST = 10;

/** Session by session, the newest first: pain, and what was decided of each track and why. */
export function CoursePanel({ told }: { readonly told: PersonProgramme }) {
  const [all, setAll] = useState(false);
  const newest = [...told.course].reverse();
  const shown = all ? newest : newest.slice(0, FIRST);
  return (
    <section class="programme-panel course" aria-labelledby="course">
      <header class="panel-head">
        <h3 id="course">How it went</h3>
        <a href={hashOf({ view: 'trends', path: [told.subject] })}>Trends of {told.subject}</a>
      </header>
      {newest.length === 0 ? (
        <p class="soft">No session of {told.subject} is recorded yet. The first begins above.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Session</th>
              <th scope="col">Pain, of 10</th>
              <th scope="col">Decided after it</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((session) => (
              <Session key={`${session.startUs} ${session.id}`} session={session} told={told} />
            ))}
          </tbody>
        </table>
      )}
      {newest.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {newest.length} sessions
        </button>
      )}
    </section>
  );
}

interface SessionProps {
  readonly session: SessionVerdict;
  readonly told: PersonProgramme;
}

function Session({ session, told: { programme, recordings } }: SessionProps) {
  const { id, startUs, isAhead, simulated, pain, said, stopped, tracks } = session;
  const recording = recordings[id];
  return (
    <tr>
      <th scope="row">
        {isAhead ? (
          <>Said since</>
        ) : recording === undefined ? (
          dayText(startUs)
        ) : (
          <a href={hashOf({ view: 'library', path: [recording] })}>{dayText(startUs)}</a>
        )}
        {simulated && <span class="programme-simulated">simulated</span>}
      </th>
      <td>
        <Pain worst={pain.worst} level={pain.level} />
        {pain.signs.map((sign) => (
          <span key={sign} class="pain-sign">
            {sign}
          </span>
        ))}
      </td>
      <td>
        <ul class="verdicts">
          {stopped !== null && (
            <li>
              <strong>{programme.decisions.stop}</strong> {stopped}
            </li>
          )}
          {stopped === null &&
            tracks.map(({ track, name, decision, judged, next, reasons }) => (
              <li key={track}>
                <span class="soft">{judged ?? next ?? name}</span>{' '}
                <strong>{programme.decisions[decision]}</strong>
                {next !== null && judged !== null && next !== judged ? ` to ${next}` : ''}:{' '}
                {reasons.join('; ')}
              </li>
            ))}
          {stopped === null && tracks.length === 0 && (
            <li class="soft">{isAhead ? 'nothing changes by it' : 'nothing of a step'}</li>
          )}
          {isAhead && <li class="soft">Said: {said.join('; ')}</li>}
        </ul>
      </td>
    </tr>
  );
}

/** A bar as long as the number; the number says it too. */
function Pain({ worst, level }: Pick<SessionVerdict['pain'], 'worst' | 'level'>) {
  return (
    <span class="pain-figure" data-level={level}>
      <span class="pain-number">{worst ?? '–'}</span>
      {worst === null && <span class="visually-hidden">not said</span>}
      <span class="pain-bar" aria-hidden="true">
        <span style={{ inlineSize: `${10 * (worst ?? 0)}%` }} />
      </span>
    </span>
  );
}
