import '../../styles/library.css';
import type { RecordedViewProps } from '../viewChoice.ts';

export function LibraryView(_: RecordedViewProps) {
  return (
    <section class="library" aria-labelledby="library-title">
      <h2 id="library-title">Library</h2>
    </section>
  );
}
