import { useId, useState } from 'preact/hooks';
import { FREE_TEXT_MAX, LABEL_MAX, type MarkerNote } from '../../store/markers.ts';
import { elapsedText } from '../../store/sizeText.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { markNow } from './useRecordKeys.ts';

const STATE_WORD: Readonly<Record<MarkerNote['state'], string>> = {
  sending: 'sending',
  recorded: 'recorded',
  refused: 'not recorded',
};

/** Nine markers with keys, one in free words, and what was marked last. */
export function MarkerPanel() {
  const page = usePage();
  const { labels } = page.markers;
  const [isEditing, setEditing] = useState(false);
  return (
    <section class="markers" aria-label="Markers">
      <header class="panel-head">
        <div class="head-with-help">
          <h3>Markers</h3>
          <HelpOn about="markers" terms={['marker']} />
        </div>
        <button type="button" aria-pressed={isEditing} onClick={() => setEditing(!isEditing)}>
          {isEditing ? 'Done' : 'Edit labels'}
        </button>
      </header>
      <ol class="marker-keys">
        {labels.value.map((label, i) => (
          // A place is its key: the label is what changes.
          <li key={i}>
            {isEditing ? (
              <LabelField index={i} label={label} />
            ) : (
              <button
                type="button"
                aria-keyshortcuts={String(i + 1)}
                onClick={() => void markNow(page, label)}
              >
                <span class="key" aria-hidden="true">
                  {i + 1}
                </span>
                <span>{label}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      <FreeMarker />
      <RecentMarkers />
    </section>
  );
}

function LabelField({ index, label }: { readonly index: number; readonly label: string }) {
  const { markers } = usePage();
  return (
    <label class="marker-label">
      <span class="key">{index + 1}</span>
      <span class="visually-hidden">Label of marker {index + 1}</span>
      <input
        type="text"
        maxLength={LABEL_MAX}
        defaultValue={label}
        onChange={({ currentTarget }) => markers.rename(index, currentTarget.value)}
      />
    </label>
  );
}

function FreeMarker() {
  const page = usePage();
  const id = useId();
  const [text, setText] = useState('');
  const send = (event: Event) => {
    event.preventDefault();
    const label = text.trim();
    if (label === '') return;
    setText('');
    void markNow(page, label);
  };
  return (
    <form class="marker-free" onSubmit={send}>
      <label for={id}>Marker in your own words</label>
      <input
        id={id}
        type="text"
        maxLength={FREE_TEXT_MAX}
        autocomplete="off"
        placeholder="never a name"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" disabled={text.trim() === ''}>
        Mark
      </button>
    </form>
  );
}

/** Rows are there before anything is marked, so that nothing moves at a press. */
function RecentMarkers() {
  const { markers } = usePage();
  const recent = markers.recent.value;
  return (
    <ol class="marker-recent" aria-live="polite" aria-label="Marked last">
      {recent.length === 0 && <li class="soft">Nothing is marked yet.</li>}
      {recent.map(({ number, label, atS, state, problem }) => (
        <li key={number} data-state={state}>
          <span class="marker-time">{elapsedText(atS)}</span>
          <span class="marker-words">{label}</span>
          <span class="soft" title={problem ?? ''}>
            {STATE_WORD[state]}
          </span>
        </li>
      ))}
    </ol>
  );
}
