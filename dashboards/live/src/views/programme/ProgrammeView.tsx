import '../../styles/programme.css';
import type { RecordedViewProps } from '../viewChoice.ts';

export function ProgrammeView(_: RecordedViewProps) {
  return (
    <section class="programme" aria-labelledby="programme-title">
      <h2 id="programme-title">Programme</h2>
    </section>
  );
}
