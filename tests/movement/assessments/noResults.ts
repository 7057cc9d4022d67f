import type { AssessmentResults } from '../../../src/movement/assessments/trials.ts';

export const NO_RESULTS: AssessmentResults = { reps: [], landings: [], strides: [], holds: [] };
