import type { RepCoursesAnswer } from '../../../../../../src/stream/answers/repCourses.ts';
import { type Polled, usePolled } from '../../../api/usePolled.ts';

/** Every repetition of a recording, with the attitudes of its legs; null asks for none. */
export function useCourses(id: string | null): Polled<RepCoursesAnswer> {
  return usePolled(id === null ? null : `recordings/${encodeURIComponent(id)}/reps?figure=1`, null);
}
