import { z } from 'zod';
import type { AssessmentsAnswer, ReadinessAnswer } from '../../../stream/answers/assessments.ts';
import { list, sentences, wholeOf } from './answerSchema.ts';
import { assessment, side, task } from './words.ts';

const figures = list(z.string());

export const assessments = wholeOf<AssessmentsAnswer>()(
  z
    .strictObject({
      assessments: list(
        z.strictObject({
          id: assessment,
          name: z.string(),
          task,
          instructions: sentences('For the person, one step each'),
          setUp: sentences('What to prepare'),
          wear: list(
            z.strictObject({
              segments: list(z.enum(['thigh', 'shank', 'foot'])),
              legs: z.enum(['one', 'both']),
              gives: z.string(),
            }),
            'Ways to wear the sensors, the fullest first',
          ),
          rateHz: z.number().describe('Least rate of every sensor'),
          trials: z.number(),
          reps: z.number().describe('In each trial; of each side where perSide'),
          perSide: z.boolean(),
          shown: z.strictObject({ movement: figures, knee: figures, ankle: figures }),
          observer: list(
            z.strictObject({
              id: z.string(),
              question: z.string(),
              drives: z.enum(['fallback', 'score', 'void', 'note']),
              points: z.number().exactOptional(),
              perSide: z.boolean().describe('Asked of each leg'),
            }),
            'What somebody who watches is asked',
          ),
          fallback: assessment.exactOptional().describe('The easier movement'),
          exploratory: z.string().exactOptional(),
          safety: z.string(),
        }),
      ),
    })
    .meta({ id: 'Assessments' }),
);

export const readiness = wholeOf<ReadinessAnswer>()(
  z
    .strictObject({
      assessment,
      state: z.enum(['ready', 'partly', 'notReady']),
      missing: sentences('What to do for all of it'),
      works: sentences('What works as things are'),
      mind: sentences('What to have in mind all the same'),
      legs: list(side, 'Legs of which figures will be had'),
    })
    .meta({ id: 'Readiness' }),
);
