import { z } from 'zod';

/** Any of these ends a session of the programme. */
export const STOP_SIGNS = ['giving way', 'locking', 'swelling', 'sudden pain'] as const;
export type StopSign = (typeof STOP_SIGNS)[number];

const nrs = z
  .int('valid are whole numbers from 0 to 10')
  .min(0, 'valid are 0 to 10')
  .max(10, 'valid are 0 to 10')
  .exactOptional();

const stepId = z.string().regex(/^[A-Z]{2,8}\d{1,2}$/, 'valid is a step such as SLB1 or RNT2');

const reason = z.string().min(1, 'a reason is needed').max(200, 'valid are up to 200 characters');

/**
 * What a person or a coach says of the programme, as it is recorded: any part of it, and as often as
 * there is something to say. Pain is on the scale of 0 (none) to 10.
 */
export const programmeNote = z
  .strictObject({
    /** The step that is done from here on; null for none. */
    step: stepId.nullable().exactOptional(),
    painBefore: nrs,
    /** Of the set just done. */
    painDuring: nrs,
    painAfter: nrs,
    signs: z.array(z.enum(STOP_SIGNS)).exactOptional(),
    /** Whether a hand took hold of something in the holds of this step. */
    support: z.boolean().exactOptional(),
    /** Whether the step felt easy. */
    easy: z.boolean().exactOptional(),
    /** Whether the knee or ankle was hurt lately; asked before the start. */
    recentInjury: z.boolean().exactOptional(),
    /** How it was after the session before this one. */
    lastTime: z
      .strictObject({
        settledIn60Min: z.boolean().exactOptional(),
        worseNextMorning: z.boolean().exactOptional(),
        painNextDay: nrs,
      })
      .exactOptional(),
    /** A decision of the coach in place of the rules', with the reason. */
    override: z
      .discriminatedUnion('action', [
        z.strictObject({ action: z.literal('setStep'), step: stepId, reason }),
        z.strictObject({ action: z.literal('resume'), reason }),
      ])
      .exactOptional(),
  })
  .refine((note) => Object.keys(note).length > 0, {
    error: 'an empty note says nothing; give one field or more',
  });

export type ProgrammeNote = z.infer<typeof programmeNote>;
