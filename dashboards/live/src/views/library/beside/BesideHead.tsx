import type {
  ComparedSide,
  ComparisonAnswer,
} from '../../../../../../src/stream/answers/comparison.ts';
import { useAssessmentNames } from '../../../api/assessments.ts';
import { hashOf } from '../../viewChoice.ts';
import { movementText, startedText } from '../recordingWords.ts';

/** The two, and what differs between them besides what the person did. */
export function BesideHead({ answer }: { readonly answer: ComparisonAnswer }) {
  const { first, second, earlier, sentences, settings, notCompared } = answer;
  return (
    <section class="beside-panel" aria-label="What is compared">
      <div class="beside-sides">
        <SideCard side={first} which="first" isEarlier={earlier === 'first'} />
        <SideCard side={second} which="second" isEarlier={earlier === 'second'} />
      </div>
      {notCompared && (
        <p class="not-compared" role="note">
          {notCompared}
        </p>
      )}
      <ul class="beside-sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {settings.length > 0 && (
        <details class="options">
          <summary>
            <strong>Settings that differ</strong> {settings.length}
          </summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too. */}
          <div class="table-scroll" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Setting</th>
                  <th scope="col">First</th>
                  <th scope="col">Second</th>
                </tr>
              </thead>
              <tbody>
                {settings.map(({ field, first: a, second: b }) => (
                  <tr key={field}>
                    <th scope="row">{field}</th>
                    <td>{a}</td>
                    <td>{b}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      <p class="beside-ways">
        <a href={hashOf({ view: 'library', path: [second.id, 'beside', first.id] })}>
          Swap first and second
        </a>
        <ChooseAnother id={first.id} />
      </p>
    </section>
  );
}

/** @param id of the first, which stays */
export function ChooseAnother({ id }: { readonly id: string }) {
  return <a href={hashOf({ view: 'library', path: [id, 'beside'] })}>Choose another</a>;
}

interface SideCardProps {
  readonly side: ComparedSide;
  readonly which: 'first' | 'second';
  readonly isEarlier: boolean;
}

function SideCard({ side, which, isEarlier }: SideCardProps) {
  const names = useAssessmentNames();
  const { id, subject, startedUs, simulated, method, software } = side;
  return (
    <div class="beside-side">
      <h3>
        <WhichSwatch which={which} /> {which === 'first' ? 'First' : 'Second'}
        {isEarlier && <span class="soft"> the earlier one</span>}
      </h3>
      <p>
        <a href={hashOf({ view: 'library', path: [id] })}>{id}</a>
      </p>
      <p>
        {subject} · {movementText(side, names)} · {startedText(startedUs)}
        {simulated && ' · simulated'}
      </p>
      <p class="soft">
        {method === 'offline' ? 'Computed offline' : 'As samples came'}, by {software}
      </p>
    </div>
  );
}

/** The first is a whole line, the second a dashed one. */
export function WhichSwatch({ which }: { readonly which: 'first' | 'second' }) {
  return (
    <svg class="which-swatch" viewBox="0 0 34 12" aria-hidden="true">
      <path class="mean" data-dashed={which === 'second'} d="M1 6L33 6" />
    </svg>
  );
}
