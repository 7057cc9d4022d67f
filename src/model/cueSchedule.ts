import { z } from 'zod';

/** Largest seed of a draw: 32 bits. */
const MAX_SEED = 2 ** 32 - 1;

/** Settings of a schedule, as a person gives them and as a recording stores them. */
export const cueSchedule = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.enum(['concurrent', 'bandwidth', 'selfControlled', 'off']) }),
    z.strictObject({
      kind: z.literal('faded'),
      step: z.int().min(0).max(19),
      seed: z.int().min(0).max(MAX_SEED),
    }),
    z.strictObject({ kind: z.literal('terminal'), after: z.enum(['rep', 'set']) }),
  ],
  {
    error:
      'valid is {"kind": K} with K one of concurrent, bandwidth, selfControlled, off; or {"kind": "faded", "step": 0 to 19, "seed": a whole number}; or {"kind": "terminal", "after": "rep" or "set"}',
  },
);

/**
 * When feedback is given ([movement] §3.3).
 * `concurrent`: on every rep, a cue as it happens or a sign at its end that it was in line;
 * `bandwidth`: a cue as it happens, and silence is good;
 * `faded`: as bandwidth, on the share of reps that `step` names in `cue.fade` of the thresholds,
 * drawn beforehand from `seed`;
 * `terminal`: nothing while the person moves, a cue after the rep or after the set;
 * `selfControlled`: only when the person asks;
 * `off`: none; what would have sounded is told as suppressed.
 */
export type CueSchedule = z.infer<typeof cueSchedule>;
