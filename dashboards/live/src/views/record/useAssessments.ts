import { useEffect, useState } from 'preact/hooks';
import type { AssessmentId } from '../../../../../src/model/assessment.ts';
import { getFromHub, HubApiError } from '../../api/hubApi.ts';

/** Of an assessment as the hub gives it, what this view shows. */
export interface AssessmentChoice {
  readonly id: AssessmentId;
  readonly name: string;
  readonly observer: readonly {
    readonly id: string;
    readonly question: string;
    readonly perSide: boolean;
  }[];
}

/** Empty until the hub has told, and where it cannot. */
export function useAssessments(): readonly AssessmentChoice[] {
  const [found, setFound] = useState<readonly AssessmentChoice[]>([]);
  useEffect(() => {
    let isGone = false;
    getFromHub<{ assessments: readonly AssessmentChoice[] }>('assessments').then(
      ({ assessments }) => {
        if (!isGone) setFound(assessments);
      },
      (error: unknown) => {
        if (!(error instanceof HubApiError)) throw error;
      },
    );
    return () => {
      isGone = true;
    };
  }, []);
  return found;
}
