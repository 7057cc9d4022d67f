import { z } from 'zod';
import type { PipelineSettings } from './settings.ts';

const between = (low: number, high: number): z.ZodNumber =>
  z.number().min(low, `valid are ${low} to ${high}`).max(high, `valid are ${low} to ${high}`);

const toeOutDeg = between(-20, 40);

const leanDeg = between(-20, 20);

const measuredLeg = z.strictObject({
  thighLeanDeg: leanDeg.exactOptional(),
  shankLeanDeg: leanDeg.exactOptional(),
  condylesInwardDeg: between(-40, 40).exactOptional(),
});

/** Settings as a person gives them: any part of them, nothing unknown, each within its range. */
export const givenSettings = z.strictObject({
  frameRateHz: between(25, 400).exactOptional(),
  latenessBudgetMs: between(10, 2000).exactOptional(),
  task: z.enum(['bilateralSquat', 'singleLegSquat']).exactOptional(),
  subject: z
    .strictObject({
      shankLengthM: between(0.2, 0.7).exactOptional(),
      thighLengthM: between(0.2, 0.7).exactOptional(),
      toeOutDeg: z
        .strictObject({ right: toeOutDeg.exactOptional(), left: toeOutDeg.exactOptional() })
        .exactOptional(),
      measured: z
        .strictObject({ right: measuredLeg.exactOptional(), left: measuredLeg.exactOptional() })
        .exactOptional(),
    })
    .exactOptional(),
  cue: z
    .strictObject({
      enabled: z.boolean().exactOptional(),
      fromBand: z.literal([1, 2, 3]).exactOptional(),
      words: z.string().min(1).max(80).exactOptional(),
    })
    .exactOptional(),
});

export type GivenSettings = z.infer<typeof givenSettings>;

/** `base` with what was given in its place. */
export function withSettings(base: PipelineSettings, given: GivenSettings): PipelineSettings {
  const { subject, cue, ...rest } = given;
  return {
    ...base,
    ...rest,
    subject: {
      ...base.subject,
      ...subject,
      toeOutDeg: { ...base.subject.toeOutDeg, ...subject?.toeOutDeg },
    },
    cue: { ...base.cue, ...cue },
  };
}
