import '../../styles/trends.css';
import type { RecordedViewProps } from '../viewChoice.ts';

export function TrendsView(_: RecordedViewProps) {
  return (
    <section class="trends" aria-labelledby="trends-title">
      <h2 id="trends-title">Trends</h2>
    </section>
  );
}
