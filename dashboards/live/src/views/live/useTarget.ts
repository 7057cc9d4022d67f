import { useAssessments } from '../../api/assessments.ts';
import type { RepTargetChoice } from '../../store/livePreferences.ts';
import { repTarget } from '../../store/repTarget.ts';
import { usePage } from '../../store/storeContext.ts';

/** How many are aimed at in this set; null where nothing is. */
export function useTarget(choice: RepTargetChoice): number | null {
  const { store } = usePage();
  const assessment = store.status.value?.recording.assessment ?? null;
  const { answer } = useAssessments(assessment !== null);
  return repTarget(choice, answer?.assessments.find(({ id }) => id === assessment) ?? null);
}
