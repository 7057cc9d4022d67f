import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { AssessmentId } from '../../../../src/model/assessment.ts';
import type { LegSegment } from '../../../../src/model/placement.ts';
import type { AskedReps } from '../store/repTarget.ts';
import { type Polled, usePolled } from './usePolled.ts';

/** What the hub tells of an assessment, as far as the page shows it. */
export interface AssessmentInfo extends AskedReps {
  readonly id: AssessmentId;
  readonly name: string;
  readonly instructions: readonly string[];
  readonly setUp: readonly string[];
  /** Ways to wear the sensors, the fullest first. */
  readonly wear: readonly {
    readonly segments: readonly LegSegment[];
    readonly legs: 'one' | 'both';
    /** What is had of it. */
    readonly gives: string;
  }[];
  /** Least rate of every sensor. */
  readonly rateHz: number;
  /** Why its sideways figures are not to be built on. */
  readonly exploratory?: string;
  readonly safety: string;
}

/** Whether the live sensors are enough for an assessment; one sentence each, without a full stop. */
export interface ReadinessAnswer {
  readonly state: 'ready' | 'partly' | 'notReady';
  readonly missing: readonly string[];
  readonly works: readonly string[];
  readonly mind: readonly string[];
}

interface Listed {
  readonly assessments: readonly AssessmentInfo[];
}

/** As the hub told them once: they are the same as long as it runs. */
const known = signal<Listed | null>(null);

/** What the hub can assess; asked for until it has answered. */
export function useAssessments(isWanted = true): Polled<Listed> {
  const { answer, problem } = usePolled<Listed>(
    isWanted && known.value === null ? 'assessments' : null,
    null,
  );
  useEffect(() => {
    if (answer !== null) known.value = answer;
  }, [answer]);
  return { answer: known.value ?? answer, problem };
}

/** Names of assessments by their id; none before the hub has told them. */
export type AssessmentNames = ReadonlyMap<string, string>;

/** The same map as long as the names are the same. */
export function useAssessmentNames(): AssessmentNames {
  const { answer } = useAssessments();
  return useMemo(
    () => new Map<string, string>(answer?.assessments.map(({ id, name }) => [id, name])),
    [answer],
  );
}
