import { movementKindOf, taskShown } from '../../store/movementKind.ts';
import { usePage } from '../../store/storeContext.ts';
import { RepPanel } from './RepPanel.tsx';
import { ResultPanel } from './ResultPanel.tsx';

/** What the set came to so far, in the words of the movement. */
export function SetPanel() {
  const kind = movementKindOf(taskShown(usePage().store));
  return kind === 'reps' ? <RepPanel /> : <ResultPanel kind={kind} />;
}
