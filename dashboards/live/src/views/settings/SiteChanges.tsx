import { taskWords } from '../../../../../src/model/settingFields/taskWords.ts';
import type { SiteAnswer } from '../../../../../src/stream/answers/settings.ts';
import { Help } from '../help/Help.tsx';

const BETWEEN = {
  sameMounting: 'with the sensors left on',
  newMounting: 'with the sensors put on anew',
} as const;

/** What change the site can tell, as it measured it. */
export function SiteChanges({ site }: { readonly site: SiteAnswer }) {
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
