import { useMemo } from 'preact/hooks';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { useAssessmentNames } from '../../../api/assessments.ts';
import { type Searchable, searchable } from './searchRecordings.ts';

/** Recordings with what a search finds them by, in the words of the hub's assessments; null as long as they are. */
export function useSearchables(
  recordings: readonly ListedRecording[] | null,
): readonly Searchable[] | null {
  const names = useAssessmentNames();
  return useMemo(
    () => recordings?.map((each) => searchable(each, names)) ?? null,
    [recordings, names],
  );
}
