import { z } from 'zod';
import { ASSESSMENT_IDS } from '../model/assessment.ts';
import { PSEUDONYM } from '../model/pseudonym.ts';
import { givenCue, lengthM, toeOutDeg } from '../model/settingsSchema.ts';
import { factsEdit } from '../recording/sidecar/sidecarEdit.ts';

const heights = 'valid are 1.2 to 2.2 m';

export const sessionWish = z.strictObject({
  subject: z
    .string('valid is a pseudonym such as P-7F3K')
    .regex(
      PSEUDONYM,
      'valid is a pseudonym of up to 32 letters, digits, "-" and "_", such as P-7F3K; never a name',
    ),
  protocol: z
    .string('valid are 1 to 100 characters')
    .trim()
    .min(1, 'valid are 1 to 100 characters')
    .max(100, 'valid are 1 to 100 characters')
    .exactOptional(),
  /** null for free practice. */
  assessment: z
    .enum(ASSESSMENT_IDS, `valid are ${ASSESSMENT_IDS.join(', ')} and null`)
    .nullable()
    .exactOptional(),
  heightM: z.number(heights).min(1.2, heights).max(2.2, heights).exactOptional(),
  shankLengthM: lengthM.exactOptional(),
  thighLengthM: lengthM.exactOptional(),
  /** Of both feet, or of each. */
  toeOutDeg: z
    .union([toeOutDeg, z.strictObject({ right: toeOutDeg, left: toeOutDeg })], {
      error: 'valid are -20 to 40 degrees, or {"right": …, "left": …} of them',
    })
    .exactOptional(),
  cue: givenCue.exactOptional(),
  /** What goes beside the recording; null takes away what was said of the session before. */
  facts: factsEdit
    .refine((facts) => !('subject' in facts || 'protocol' in facts), {
      error: 'subject and protocol stand beside the facts, not among them',
    })
    .exactOptional(),
});

/** Of whom and what the next session shall be; what is not given stays as it was. */
export type SessionWish = z.infer<typeof sessionWish>;

/** A wish that cannot be understood, with what is valid. */
export class SessionWishError extends Error {
  override name = 'SessionWishError';
}

/** @throws SessionWishError that names each field and what is valid */
export function sessionWishOf(body: unknown): SessionWish {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new SessionWishError('the body is an object such as {"subject": "P-7F3K"}');
  }
  const wish = sessionWish.safeParse(body);
  if (wish.success) return wish.data;
  const sentences = wish.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new SessionWishError(sentences.join('; '));
}
