import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { RepCoursesAnswer } from '../../stream/answers/repCourses.ts';

/**
 * The answer as JSON, a cycle at a time: a long set has megabytes, and frames of the live session go
 * out between two of them.
 */
export function inPieces(answer: RepCoursesAnswer): Readable {
  return Readable.from(piecesOf(answer));
}

async function* piecesOf({ cycles, ...facts }: RepCoursesAnswer): AsyncGenerator<string> {
  yield `${JSON.stringify(facts).slice(0, -1)},"cycles":[`;
  for (const [i, cycle] of cycles.entries()) {
    await setImmediate();
    yield `${i === 0 ? '' : ','}${JSON.stringify(cycle)}`;
  }
  yield ']}';
}
