import { useId, useRef } from 'preact/hooks';
import { useKeys } from '../../keys/useKeys.ts';
import { listPlace, SORTS, type Sort } from './listPlace.ts';

const SORT_NAMES = Object.keys(SORTS) as readonly Sort[];

/** One field for all that a recording is known by, and the order of what is found. */
export function SearchBar() {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useKeys(
    () => [
      {
        key: '/',
        does: 'Search the library',
        group: 'Library',
        press: () => {
          field.current?.focus();
          return undefined;
        },
      },
    ],
    [],
  );
  return (
    <search class="library-search" aria-label="Recordings">
      <div class="search-field">
        <label for={id}>Search</label>
        <input
          ref={field}
          id={id}
          type="search"
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="/"
          placeholder="participant, movement, tag, date"
          value={listPlace.search.value}
          onInput={({ currentTarget }) => {
            listPlace.search.value = currentTarget.value;
          }}
        />
      </div>
      <div class="search-field">
        <label for={`${id}-sort`}>Order</label>
        <select
          id={`${id}-sort`}
          value={listPlace.sort.value}
          onChange={({ currentTarget }) => {
            listPlace.sort.value = currentTarget.value as Sort;
          }}
        >
          {SORT_NAMES.map((name) => (
            <option key={name} value={name}>
              {SORTS[name]}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}
