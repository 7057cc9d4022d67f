import { useState } from 'preact/hooks';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import type { EditDesk } from './editDesk.ts';
import { FactsForm } from './FactsForm.tsx';
import { FACT_GROUPS, type FactField } from './factFields.ts';

interface FactsPanelProps {
  readonly described: RecordingAnswer['described'];
  /** null where nothing may be said of it. */
  readonly desk: EditDesk | null;
}

/** What is known of who was recorded and how; what nobody said is left out until it is edited. */
export function FactsPanel({ described, desk }: FactsPanelProps) {
  const [isEditing, setEditing] = useState(false);
  const known = FACT_GROUPS.flatMap(({ fields }) => fields).flatMap((field) => {
    const text = factText(field, described[field.name]);
    return text === '' || field.name === 'subject' ? [] : [{ label: labelOf(field), text }];
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

const OF_PAIN = ['painBefore', 'painDuring', 'painAfter'];

function labelOf({ name, label }: FactField): string {
  return OF_PAIN.includes(name) ? `Pain ${label.toLowerCase()}` : label;
}

function factText(
  { unit = '', options, name }: FactField,
  value: string | number | boolean | undefined,
): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (OF_PAIN.includes(name)) return `${value} of 10`;
  const words = options?.find(([each]) => each === value)?.[1];
  const text = words ?? String(value).replace('-', typeof value === 'number' ? '−' : '-');
  return unit === '' ? text : unit === '°' ? `${text}°` : `${text} ${unit}`;
}
