import { z } from 'zod';
import { ASSESSMENT_IDS, ASSESSMENT_TASKS } from './assessment.ts';
import { LEG_MEASURES } from './bodyFrame.ts';
import { cueSchedule } from './cueSchedule.ts';
import { MAX_CUSTOM_MEASURES, MAX_FORMULA_LENGTH } from './customMeasures.ts';
import { givenThresholds, withThresholds } from './givenThresholds.ts';
import type { EffectiveSettings } from './settings.ts';
import { TASKS } from './task.ts';

const between = (low: number, high: number): z.ZodNumber =>
  z.number().min(low, `valid are ${low} to ${high}`).max(high, `valid are ${low} to ${high}`);

export const toeOutDeg = between(-20, 40);
/** Of a thigh or a shank. */
export const lengthM = between(0.2, 0.7);

const leanDeg = between(-20, 20);

const measuredLeg = z.strictObject({
  thighLeanDeg: leanDeg.exactOptional(),
  shankLeanDeg: leanDeg.exactOptional(),
  condylesInwardDeg: between(-40, 40).exactOptional(),
});

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;
/** Letters, digits and the signs that units are made of: it goes into tables and onto pages. */
const UNIT = /^[\p{L}%°][\p{L}\p{N}%°²³/^*· .-]{0,15}$/u;

/** Whether the formula can be computed is for the body to say. */
const recordedMeasure = z.looseObject({
  name: z
    .string()
    .regex(NAME, 'valid is a camelCase name of 1 to 40 letters and digits, such as kneeSumDeg'),
  formula: z
    .string()
    .min(1, 'valid is a formula such as kneeOverToeDeg - 0.5 * shankLeanDeg')
    .max(MAX_FORMULA_LENGTH, `valid are up to ${MAX_FORMULA_LENGTH} characters`),
  unit: z
    .string()
    .regex(UNIT, 'valid is a unit of up to 16 characters that begins with a letter, % or °')
    .exactOptional(),
});

const MOST = `valid are up to ${MAX_CUSTOM_MEASURES} custom measures`;

/** Those in a recording, which may be of another version with other measures beside them. */
export const recordedCustomMeasures = z.array(recordedMeasure).max(MAX_CUSTOM_MEASURES, MOST);

const givenMeasure = z.strictObject({
  ...recordedMeasure.shape,
  name: recordedMeasure.shape.name.refine((name) => !LEG_MEASURES.some(({ key }) => key === name), {
    error: 'a measure has this name already; choose another',
  }),
});

const givenCustomMeasures = z
  .array(givenMeasure)
  .max(MAX_CUSTOM_MEASURES, MOST)
  .superRefine((measures, context) => {
    measures.forEach(({ name }, i) => {
      if (measures.findIndex((other) => other.name === name) < i) {
        context.addIssue({
          code: 'custom',
          path: [i, 'name'],
          message: `${name} is there twice; valid are names that differ`,
        });
      }
    });
  });

/** Any part of the settings of cues. */
export const givenCue = z.strictObject({
  enabled: z.boolean().exactOptional(),
  fromBand: z.literal([1, 2, 3]).exactOptional(),
  words: z.string().min(1).max(80).exactOptional(),
  schedule: cueSchedule.exactOptional(),
  marginDeg: between(0, 20).exactOptional(),
  predict: z.boolean().exactOptional(),
  inLine: z.boolean().exactOptional(),
});

const settingsParts = z.strictObject({
  frameRateHz: between(25, 400).exactOptional(),
  latenessBudgetMs: between(10, 2000).exactOptional(),
  task: z.enum(TASKS).exactOptional(),
  assessment: z.enum(ASSESSMENT_IDS).exactOptional(),
  subject: z
    .strictObject({
      shankLengthM: lengthM.exactOptional(),
      thighLengthM: lengthM.exactOptional(),
      toeOutDeg: z
        .strictObject({ right: toeOutDeg.exactOptional(), left: toeOutDeg.exactOptional() })
        .exactOptional(),
      measured: z
        .strictObject({ right: measuredLeg.exactOptional(), left: measuredLeg.exactOptional() })
        .exactOptional(),
    })
    .exactOptional(),
  cue: givenCue.exactOptional(),
  customMeasures: givenCustomMeasures.exactOptional(),
  thresholds: givenThresholds.exactOptional(),
});

/**
 * Settings as a person gives them: any part of them, nothing unknown, each within its range. An
 * assessment alone brings its task.
 */
export const givenSettings = settingsParts.superRefine(({ task, assessment }, context) => {
  if (task === undefined || assessment === undefined) return;
  if (ASSESSMENT_TASKS[assessment] === task) return;
  context.addIssue({
    code: 'custom',
    path: ['assessment'],
    message: `${assessment} is of the task ${ASSESSMENT_TASKS[assessment]}, and the task given is ${task}; give one of the two, or both that agree`,
  });
});

export type GivenSettings = z.infer<typeof givenSettings>;

/** `base` with what was given in its place; a task alone ends an assessment of another task. */
export function withSettings(base: EffectiveSettings, given: GivenSettings): EffectiveSettings {
  const { subject, cue, thresholds = {}, task, assessment, ...rest } = given;
  const { assessment: before, ...others } = base;
  const kept = task === undefined || (before && ASSESSMENT_TASKS[before] === task) ? before : null;
  const chosen = assessment ?? kept ?? null;
  return {
    ...others,
    ...rest,
    task: assessment === undefined ? (task ?? base.task) : ASSESSMENT_TASKS[assessment],
    ...(chosen && { assessment: chosen }),
    subject: {
      ...base.subject,
      ...subject,
      toeOutDeg: { ...base.subject.toeOutDeg, ...subject?.toeOutDeg },
    },
    cue: { ...base.cue, ...cue },
    thresholds: withThresholds(base.thresholds, thresholds),
  };
}
