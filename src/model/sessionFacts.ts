import { z } from 'zod';
import type { FactName } from './factNames.ts';
import { SIDES } from './placement.ts';
import { PSEUDONYM } from './pseudonym.ts';

/** One line of text a person wrote. */
function words(longest: number) {
  return z
    .string()
    .min(1, 'valid is some text')
    .max(longest, `valid are up to ${longest} characters`);
}

const measureOf = (low: number, high: number, unit: string) =>
  z
    .number(`valid are ${low} to ${high} ${unit}`)
    .min(low, `valid are ${low} to ${high} ${unit}`)
    .max(high, `valid are ${low} to ${high} ${unit}`);

const nrs = z
  .int('valid are whole numbers from 0 to 10')
  .min(0, 'valid are 0 to 10')
  .max(10, 'valid are 0 to 10');

const pseudonym = z
  .string()
  .regex(
    PSEUDONYM,
    'valid is a pseudonym of up to 32 letters, digits, "-" and "_", such as P-7F3K; never a name',
  );

/** A real calendar day, and no other text that only looks like one. */
const day = z.iso.date('valid is a day such as 2026-11-22');

/**
 * What a person says of who was recorded and how. All of it may be said or put right afterwards; none
 * of it enters the frames, which are reckoned with the settings that the recording holds.
 */
export const sessionFacts = z.strictObject({
  /** In place of the one recorded, where that was mistyped. */
  subject: pseudonym.exactOptional(),
  protocol: words(100).exactOptional(),
  /** Which of several alike: `baseline 2`. */
  trial: words(100).exactOptional(),
  conditions: words(500).exactOptional(),
  notes: words(2000).exactOptional(),
  dominantSide: z.enum(SIDES, 'valid are right and left').exactOptional(),
  /** Hip to floor. */
  rightLegLengthM: measureOf(0.4, 1.4, 'm').exactOptional(),
  leftLegLengthM: measureOf(0.4, 1.4, 'm').exactOptional(),
  rightToeOutDeg: measureOf(-30, 60, 'degrees').exactOptional(),
  leftToeOutDeg: measureOf(-30, 60, 'degrees').exactOptional(),
  footwear: words(100).exactOptional(),
  /** Carried or lifted. */
  loadKg: measureOf(0, 400, 'kg').exactOptional(),
  band: words(100).exactOptional(),
  boxHeightCm: measureOf(0, 150, 'cm').exactOptional(),
  /** Of 0 (none) to 10. */
  painBefore: nrs.exactOptional(),
  painDuring: nrs.exactOptional(),
  painAfter: nrs.exactOptional(),
  /** Whether the person agreed to be recorded, and on which day. */
  consent: z.boolean('valid are true and false').exactOptional(),
  consentDay: day.exactOptional(),
} satisfies Record<FactName, z.ZodType>);

export type SessionFacts = z.infer<typeof sessionFacts>;
export const sessionTag = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u,
    'valid are tags of up to 32 letters, digits, ".", "-" and "_"',
  );

/** Of one trial of the recording, said afterwards. */
export const trialFacts = z.strictObject({
  name: words(100).exactOptional(),
  comment: words(500).exactOptional(),
  /** True where it shall not count. */
  excluded: z.boolean('valid are true and false').exactOptional(),
});

export type TrialFacts = z.infer<typeof trialFacts>;
export type TrialFactName = keyof TrialFacts;

export const TRIAL_FACT_NAMES = Object.keys(trialFacts.shape) as readonly TrialFactName[];

export const annotationText = words(500);
