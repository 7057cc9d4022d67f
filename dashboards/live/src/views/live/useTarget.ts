import { useAskedReps } from '../../api/askedReps.ts';
import type { RepTargetChoice } from '../../store/livePreferences.ts';
import { repTarget } from '../../store/repTarget.ts';
import { usePage } from '../../store/storeContext.ts';

/** How many are aimed at in this set; null where nothing is. */
export function useTarget(choice: RepTargetChoice): number | null {
  const { store } = usePage();
  const asked = useAskedReps(store.status.value?.recording.assessment ?? null);
  return repTarget(choice, asked);
}
