import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AssessmentId } from '../../../../src/model/assessment.ts';
import type { AskedReps } from '../store/repTarget.ts';
import { getFromHub } from './hubApi.ts';

/** What the hub's assessments ask for; empty until they were fetched, which is done once. */
const known = signal<readonly AskedReps[]>([]);
let fetching = false;

async function fetchOnce(): Promise<void> {
  if (fetching || known.peek().length > 0) return;
  fetching = true;
  try {
    const { assessments } = await getFromHub<{ assessments: readonly AskedReps[] }>('assessments');
    known.value = assessments;
  } catch {
    // Without it there is no target, and the next session asks again.
  } finally {
    fetching = false;
  }
}

/** @returns what `assessment` asks for; null in free practice and until it is known */
export function useAskedReps(assessment: AssessmentId | null): AskedReps | null {
  useEffect(() => {
    if (assessment !== null) void fetchOnce();
  }, [assessment]);
  return known.value.find(({ id }) => id === assessment) ?? null;
}
