import { usePage } from '../store/storeContext.ts';
import { PainButton } from './pain/PainButton.tsx';
import { FullScreenButton } from './ScreenControls.tsx';

/** What the person who moves may want at any time. */
export function PersonControls() {
  const { role } = usePage();
  return (
    <div class="person-controls">
      {role === 'operator' && <PainButton />}
      <FullScreenButton />
    </div>
  );
}
