import { useState } from 'preact/hooks';
import { FACT_LABELS, factText } from '../../../../../../src/model/factWords.ts';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import type { EditDesk } from './editDesk.ts';
import { FactsForm } from './FactsForm.tsx';
import { FACT_GROUPS } from './factFields.ts';

interface FactsPanelProps {
  readonly described: RecordingAnswer['described'];
  /** null where nothing may be said of it. */
  readonly desk: EditDesk | null;
}

/** What is known of who was recorded and how; what nobody said is left out until it is edited. */
export function FactsPanel({ described, desk }: FactsPanelProps) {
  const [isEditing, setEditing] = useState(false);
  const known = FACT_GROUPS.flatMap(({ fields }) => fields).flatMap(({ name }) => {
    const value = described[name] ?? '';
    if (value === '' || name === 'subject') return [];
    return [{ label: FACT_LABELS[name], text: factText(name, value) }];
  });
  return (
    <section class="rec-panel" aria-labelledby="facts-title">
      <header class="panel-head">
        <h3 id="facts-title">Facts</h3>
        {desk !== null && !isEditing && (
          <button type="button" onClick={() => setEditing(true)}>
            Edit facts
          </button>
        )}
      </header>
      {isEditing && desk !== null ? (
        <FactsForm described={described} desk={desk} onDone={() => setEditing(false)} />
      ) : known.length === 0 ? (
        <p class="soft">Nothing is said of it yet.</p>
      ) : (
        <dl class="fact-list">
          {known.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
