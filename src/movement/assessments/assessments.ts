import { createRequire } from 'node:module';
import { z } from 'zod';
import { ASSESSMENT_IDS, ASSESSMENT_TASKS, type AssessmentId } from '../../model/assessment.ts';
import { TASKS } from '../../model/task.ts';
import { figureKeys, resultKindOf } from './figures.ts';

const text = z.string().min(1, 'valid is a sentence');

const wear = z.strictObject({
  segments: z.array(z.enum(['thigh', 'shank', 'foot'])).min(1),
  legs: z.enum(['one', 'both']),
  /** What is had of it, to follow the words "gives you". */
  gives: text,
});

const observerItem = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]{0,39}$/, 'valid is a camelCase name'),
  question: text,
  /**
   * What a tick does: `fallback` leads to the easier movement, `score` adds points, `void` takes the
   * trials of that leg out, `note` is kept beside the result.
   */
  drives: z.enum(['fallback', 'score', 'void', 'note']),
  points: z.int().min(1).max(3).exactOptional(),
  /** Asked of each leg. */
  perSide: z.boolean().default(false),
});

const definition = z
  .strictObject({
    id: z.enum(ASSESSMENT_IDS),
    name: text,
    task: z.enum(TASKS),
    /** For the person, one step each. */
    instructions: z.array(text).min(1),
    setUp: z.array(text),
    /** Ways to wear the sensors, the fullest first. */
    wear: z.array(wear).min(1),
    /** Least rate of every sensor. */
    rateHz: z.number().min(25).max(400),
    trials: z.int().min(1),
    /** In each trial; of each side where `perSide`. */
    reps: z.int().min(1),
    perSide: z.boolean(),
    /** Always both joints: whoever has trouble at one often has it at the other. */
    shown: z.strictObject({
      movement: z.array(z.string()),
      knee: z.array(z.string()).min(1, 'valid is one figure of the knee or more'),
      ankle: z.array(z.string()).min(1, 'valid is one figure of ankle or shank or more'),
    }),
    observer: z.array(observerItem),
    fallback: z.enum(ASSESSMENT_IDS).exactOptional(),
    /** Why its sideways figures are not to be built on. */
    exploratory: text.exactOptional(),
    safety: text,
  })
  .superRefine(({ id, task, shown, observer, fallback }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (ASSESSMENT_TASKS[id] !== task) {
      refuse(['task'], `${task} is not the task of ${id}; valid is ${ASSESSMENT_TASKS[id]}`);
    }
    const valid = figureKeys(resultKindOf(task));
    for (const group of ['movement', 'knee', 'ankle'] as const) {
      shown[group].forEach((key, i) => {
        if (valid.includes(key)) return;
        refuse(['shown', group, i], `no figure ${key}; valid are ${valid.join(', ')}`);
      });
    }
    observer.forEach(({ drives, points }, i) => {
      if (drives === 'score' && points === undefined) {
        refuse(['observer', i, 'points'], 'an item that scores needs its points, 1 to 3');
      }
      if (drives === 'fallback' && fallback === undefined) {
        refuse(['observer', i, 'drives'], 'fallback needs the field "fallback" of the assessment');
      }
    });
  });

/** Layout of `assessments.json`; every assessment once. */
export const assessmentsSchema = z
  .strictObject({ note: text, assessments: z.array(definition) })
  .superRefine(({ assessments }, context) => {
    for (const id of ASSESSMENT_IDS) {
      const count = assessments.filter((each) => each.id === id).length;
      if (count === 1) continue;
      context.addIssue({
        code: 'custom',
        path: ['assessments'],
        message: `${id} is there ${count} times; valid is once`,
      });
    }
  });

/** One movement to be done in one way, with what is shown of it. */
export type Assessment = z.infer<typeof definition>;
export type Wear = Assessment['wear'][number];
export type ObserverItem = Assessment['observer'][number];

export const ASSESSMENTS: readonly Assessment[] = assessmentsSchema.parse(
  createRequire(import.meta.url)('./assessments.json'),
).assessments;

const BY_ID = new Map(ASSESSMENTS.map((each) => [each.id, each]));

export function assessmentOf(id: AssessmentId): Assessment {
  const found = BY_ID.get(id);
  if (found === undefined) throw new RangeError(`no assessment ${id}`);
  return found;
}
