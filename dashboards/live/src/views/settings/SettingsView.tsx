import '../../styles/settings.css';
import type { RecordedViewProps } from '../viewChoice.ts';

export function SettingsView(_: RecordedViewProps) {
  return (
    <section class="settings" aria-labelledby="settings-title">
      <h2 id="settings-title">Settings</h2>
    </section>
  );
}
