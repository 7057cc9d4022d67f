import type { RepCoursesAnswer } from '../../stream/answers/repCourses.ts';

/** The courses alone, which are a third of it. */
export function withoutFigures(answer: RepCoursesAnswer): RepCoursesAnswer {
  return {
    ...answer,
    cycles: answer.cycles.map((cycle) => ({
      ...cycle,
      legs: cycle.legs.map(({ figure: _, ...leg }) => leg),
    })),
  };
}
