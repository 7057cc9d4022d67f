import { z } from 'zod';
import type { ComparisonAnswer } from '../../../stream/answers/comparison.ts';
import type { RepCoursesAnswer } from '../../../stream/answers/repCourses.ts';
import { instantUs, list, partOf, sentences, wholeOf } from './answerSchema.ts';
import {
  assessment,
  band,
  method,
  quality,
  recordingId,
  side,
  simulated,
  software,
  subject,
  task,
} from './words.ts';

const stated = z.strictObject({
  value: z.number(),
  sd: z.number().nullable().describe('One standard deviation; null where none is stated'),
});
const attitudes = list(
  z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly().nullable(),
  'Quaternions w, x, y, z in the ISB world at 0, 1 … 100 %',
);

const leg = z.strictObject({
  side,
  judged: z.boolean().describe('False of the other leg in a task of one leg'),
  quality,
  band: band.nullable(),
  headline: stated.nullable().describe('At peak flexion, in the unit of the headline'),
  peakFlexionDeg: z.number().nullable(),
  courses: z
    .record(z.string(), list(z.number().nullable()))
    .describe('By key of the measure: its value at 0, 1 … 100 % of the cycle'),
  atBottom: z.record(z.string(), stated.nullable()).describe('At peak flexion, mean of ±50 ms'),
  figure: z.strictObject({ thigh: attitudes, shank: attitudes }).exactOptional(),
});

const cycle = z
  .strictObject({
    set: z.number().describe('From 1 in the recording'),
    number: z.number().describe('In its set'),
    side: side.nullable().describe('The leg of a stride; null of both legs'),
    counted: z.boolean(),
    whyNot: z.string().nullable().describe('Why it is not counted, in words'),
    startS: z.number().describe('Seconds from the start of the session'),
    bottomS: z.number().nullable().describe('Seconds from the start of the session'),
    endS: z.number().describe('Seconds from the start of the session'),
    bottomPct: z.number().nullable().describe('Percent of the cycle'),
    legs: list(leg, 'Right first'),
  })
  .meta({ id: 'Cycle' });

const common = {
  subject,
  task,
  startedUs: instantUs('Its start'),
  simulated,
  method,
  software,
};

export const reps = partOf<RepCoursesAnswer>()(
  z
    .object({
      id: recordingId,
      ...common,
      replayFromS: z.number().describe("Of the replay's start, on the clock of startS"),
      headline: z
        .object({
          label: z.string(),
          unit: z.enum(['cm', 'deg']),
          bandEdges: z
            .tuple([z.number(), z.number(), z.number()])
            .readonly()
            .describe('Lower edges of slightly in, in, far in'),
        })
        .describe('Which measure is the large number, and in which unit'),
      headlineMdc95: z.number().nullable().describe('Least change that is no scatter, 95 %'),
      kind: z.enum(['rep', 'landing', 'stride']).nullable(),
      note: z.string().nullable().describe('Why there are no cycles, or what to have in mind'),
      measures: list(z.strictObject({ key: z.string(), label: z.string(), unit: z.string() })),
      cycles: list(cycle, 'The first 400'),
      leftOut: z.number().describe('How many later ones are left out'),
    })
    .meta({ id: 'RepCourses' }),
);

const compared = z.strictObject({ id: recordingId, assessment: assessment.nullable(), ...common });
const place = z.strictObject({ set: z.number(), number: z.number(), counted: z.boolean() });

export const comparison = wholeOf<ComparisonAnswer>()(
  z
    .strictObject({
      first: compared,
      second: compared,
      sameSession: z.boolean().describe('Both are of one session, processed twice'),
      earlier: z.enum(['first', 'second']).nullable(),
      sentences: sentences('What differs besides what the person did'),
      settings: list(z.strictObject({ field: z.string(), first: z.string(), second: z.string() })),
      notCompared: z.string().nullable().describe('Why figures are not compared'),
      figures: list(
        z.strictObject({
          words: z.string(),
          unit: z.string(),
          side: z.enum(['right', 'left', 'both']),
          first: z.number(),
          second: z.number(),
          nFirst: z.number(),
          nSecond: z.number(),
          difference: z.number().describe('Second less first'),
          mdc95: z.number().nullable().describe('Minimal detectable change, 95 %'),
          mdcFrom: z.enum(['site', 'default']).nullable(),
          verdict: z.enum(['changed', 'within', 'unknown', 'tooFew']).nullable(),
        }),
      ),
      reps: list(
        z.strictObject({
          startS: z.number(),
          first: place.nullable(),
          second: place.nullable(),
          legs: list(
            z.strictObject({
              side,
              first: z.number().nullable(),
              second: z.number().nullable(),
              firstSd: z.number().nullable(),
              secondSd: z.number().nullable(),
              firstBand: band.nullable(),
              secondBand: band.nullable(),
            }),
          ),
        }),
      ),
    })
    .meta({ id: 'Comparison' }),
);
