import { createRequire } from 'node:module';
import { z } from 'zod';
import { ASSESSMENT_IDS, type AssessmentId } from '../../model/assessment.ts';
import type { BandWord } from '../../model/movement.ts';
import { STOP_SIGNS } from '../../model/programmeNote.ts';

/** The words of `programme.json` for the bands that people see. */
export const BAND_OF = {
  neutral: 'in line',
  mild: 'slightly in',
  moderate: 'in',
  marked: 'far in',
} as const satisfies Record<string, BandWord>;

const bandName = z.enum(['neutral', 'mild', 'moderate', 'marked']);
const percent = z.number().min(0, 'valid are 0 to 100').max(100, 'valid are 0 to 100');
const nrs = z.number().min(0, 'valid are 0 to 10').max(10, 'valid are 0 to 10');
const count = z.int().min(1, 'valid are 1 and more');

const repGates = z.strictObject({
  minSessions: count,
  repsMin: count,
  repsTarget: count,
  pctRepsNeutralOrMild: percent,
  worstBandMax: bandName,
  pctDepthReached: percent,
  /** A headline in centimetres is held against 0.4 cm for a degree. */
  asymmetryDegMax: z.number().positive(),
  painMax: nrs,
  qualityOkPctMin: percent,
});

const holdGates = z.strictObject({
  minSessions: count,
  holdsPerLeg: count,
  holdS: z.number().positive(),
  touchDownsMax: z.int().min(0),
  supportAllowed: z.boolean(),
  pctTimeInZone: percent,
  zoneShankLeanDeg: z.number().positive(),
  zoneKneeValgusBelow: bandName,
  painMax: nrs,
});

/** `10-20 reps`, `hold 10-20 s each leg`, `10-20 reps, resist 15-20 s each`. */
export const DOSE =
  /^(?:(\d+)-(\d+) reps(?:, resist (\d+)-(\d+) s each)?|hold (\d+)-(\d+) s each leg)$/;

const step = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,8}\d{1,2}$/, 'valid is a step such as SLB1'),
  name: z.string().min(1),
  seedDose: z.string().regex(DOSE, 'valid are "10-20 reps" and "hold 10-20 s each leg"'),
  depth: z.enum(['parallel', 'deep']).exactOptional(),
  advance: z.union(
    [repGates, holdGates],
    'valid are the gates of reps (repsMin, …) or those of holds (holdsPerLeg, …), all of them',
  ),
});

/** The rules that open a track, as `programme.json` words them. */
export const ENTRY_AFTER_FIRST_BALANCE = 'SLB1 passed';
export const ENTRY_ONE_SIDE =
  'one side mild or worse, other neutral, |delta| >= max(5 deg, MDC), >= 5 reps each';

const track = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  entry: z.enum([ENTRY_AFTER_FIRST_BALANCE, ENTRY_ONE_SIDE]).exactOptional(),
  steps: z.array(step).min(1),
});

/** Layout of `programme.json`. A rule that the code does not know is an error, never passed over. */
export const programmeSchema = z
  .strictObject({
    source: z.string(),
    frequency: z.string(),
    rules: z.strictObject({
      completeBeforeNext: z.literal(true),
      skipIfEasyNextWeek: z.literal('all reps neutral in first set'),
      stopHereIf: z.array(z.string()),
      regressIf: z.literal('two sessions under 60% pass or pain 3-5'),
    }),
    pain: z.strictObject({
      scale: z.literal('NRS 0-10'),
      go: z.tuple([nrs, nrs]),
      hold: z.tuple([nrs, nrs]),
      stopAbove: nrs,
      alsoStop: z.array(z.enum([...STOP_SIGNS, 'rising two sets running'])),
      settleMin: z.number().positive(),
      nextMorningWorseBlocksAdvance: z.boolean(),
    }),
    tracks: z.array(track).min(1),
    graduation: z.strictObject({
      test: z.array(z.enum(ASSESSMENT_IDS)).min(1),
      /** So many of so many. */
      repsNeutral: z.tuple([count, count]),
      bothLegs: z.boolean(),
      sessions: count,
      minDaysApart: z.number().positive(),
      feedback: z.literal('off'),
    }),
    gateMetric: z.string(),
  })
  .superRefine(({ tracks }, context) => {
    const seen = new Set<string>();
    tracks.forEach(({ steps }, t) => {
      steps.forEach(({ id }, s) => {
        if (seen.has(id)) {
          context.addIssue({
            code: 'custom',
            path: ['tracks', t, 'steps', s, 'id'],
            message: `${id} is there twice; valid are ids that differ`,
          });
        }
        seen.add(id);
      });
    });
  });

export type Programme = z.infer<typeof programmeSchema>;
export type ProgrammeTrack = Programme['tracks'][number];
export type ProgrammeStep = ProgrammeTrack['steps'][number];
export type RepGates = z.infer<typeof repGates>;
export type HoldGates = z.infer<typeof holdGates>;

const require = createRequire(import.meta.url);

export const PROGRAMME: Programme = programmeSchema.parse(require('./programme.json'));

/** Layout of `programmeAssessments.json`: every step of the programme and no other. */
export const stepAssessmentsSchema = z
  .strictObject({ note: z.string(), steps: z.record(z.string(), z.enum(ASSESSMENT_IDS)) })
  .superRefine(({ steps }, context) => {
    const known = STEP_IDS;
    for (const id of known.filter((each) => steps[each] === undefined)) {
      context.addIssue({ code: 'custom', path: ['steps', id], message: 'names no assessment' });
    }
    for (const id of Object.keys(steps).filter((each) => !known.includes(each))) {
      context.addIssue({
        code: 'custom',
        path: ['steps', id],
        message: `no such step; valid are ${known.join(', ')}`,
      });
    }
  });

export const STEP_IDS: readonly string[] = PROGRAMME.tracks.flatMap(({ steps }) =>
  steps.map(({ id }) => id),
);

const STEP_ASSESSMENTS: Readonly<Record<string, AssessmentId>> = stepAssessmentsSchema.parse(
  require('./programmeAssessments.json'),
).steps;

/** The assessment that measures a step; undefined for a step of another programme. */
export function assessmentOfStep(step: string): AssessmentId | undefined {
  return Object.hasOwn(STEP_ASSESSMENTS, step) ? STEP_ASSESSMENTS[step] : undefined;
}

export function isRepGates(gates: ProgrammeStep['advance']): gates is RepGates {
  return 'repsMin' in gates;
}
