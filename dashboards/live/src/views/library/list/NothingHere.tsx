import type { ViewChoice } from '../../viewChoice.ts';
import { clearSearch } from './listPlace.ts';

/** A library without any recording: what to do first. */
export function EmptyLibrary({ choice }: { readonly choice: ViewChoice }) {
  return (
    <div class="library-empty">
      <p>Nothing is recorded yet.</p>
      <p class="soft">
        A recording begins by itself when a sensor streams. Put the sensors on, calibrate, and move:
        the session is here when it has ended.
      </p>
      <p>
        <button type="button" onClick={() => choice.choose('setup')}>
          Set-up
        </button>
      </p>
    </div>
  );
}

export function NothingFound() {
  return (
    <div class="library-empty">
      <p>No recording has all of that.</p>
      <p class="soft">
        Search for part of a pseudonym, a movement, a tag, or a date as it stands in the list.
      </p>
      <p>
        <button type="button" onClick={clearSearch}>
          Show all
        </button>
      </p>
    </div>
  );
}
