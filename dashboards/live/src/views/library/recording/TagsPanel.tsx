import { useId, useState } from 'preact/hooks';
import { useListing } from '../list/listing.ts';
import { tagCounts } from '../list/TagChips.tsx';
import type { EditDesk } from './editDesk.ts';

interface TagsPanelProps {
  readonly tags: readonly string[];
  readonly desk: EditDesk | null;
}

/** Tags of one recording; those in use elsewhere are offered while one is written. */
export function TagsPanel({ tags, desk }: TagsPanelProps) {
  return (
    <section class="rec-panel" aria-labelledby="tags-title">
      <h3 id="tags-title">Tags</h3>
      {tags.length === 0 && <p class="soft">None.</p>}
      {desk === null ? (
        <p class="rec-marks">
          {tags.map((tag) => (
            <span key={tag} class="rec-tag">
              {tag}
            </span>
          ))}
        </p>
      ) : (
        <EditedTags tags={tags} desk={desk} />
      )}
    </section>
  );
}

function EditedTags({ tags, desk }: { readonly tags: readonly string[]; readonly desk: EditDesk }) {
  const id = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const { recordings } = useListing();
  const offered = tagCounts(recordings ?? []).filter(([tag]) => !tags.includes(tag));
  const edit = async (change: object) => {
    const refusal = await desk.edit(change);
    setProblem(refusal?.replace(/^(?:add|remove)Tags\.\d+: /, '') ?? '');
    return refusal === null;
  };
  const add = async (event: Event) => {
    event.preventDefault();
    const given = text
      .trim()
      .split(/[\s,]+/)
      .filter(Boolean);
    if (given.length > 0 && (await edit({ addTags: given }))) setText('');
  };
  return (
    <>
      <ul class="tag-list">
        {tags.map((tag) => (
          <li key={tag}>
            <button
              type="button"
              class="tag-chip"
              aria-label={`Remove tag ${tag}`}
              onClick={() => void edit({ removeTags: [tag] })}
            >
              {tag} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <form class="one-line" onSubmit={(event) => void add(event)}>
        <div class="field">
          <label for={id}>Add a tag</label>
          <input
            id={id}
            type="text"
            list={`${id}-used`}
            autocomplete="off"
            autocapitalize="off"
            maxLength={200}
            value={text}
            aria-describedby={`${id}-told`}
            aria-invalid={problem !== ''}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <datalist id={`${id}-used`}>
            {offered.map(([tag]) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </div>
        <button type="submit" disabled={text.trim() === ''}>
          Add
        </button>
      </form>
      <p id={`${id}-told`} class="field-told field-problem" role="status">
        {problem}
      </p>
    </>
  );
}
