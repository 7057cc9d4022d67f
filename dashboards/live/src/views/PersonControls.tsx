import { PainButton } from './pain/PainButton.tsx';
import { FullScreenButton } from './ScreenControls.tsx';

/** What the person who moves may want at any time. */
export function PersonControls() {
  return (
    <div class="person-controls">
      <PainButton />
      <FullScreenButton />
    </div>
  );
}
