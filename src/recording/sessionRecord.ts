import { z } from 'zod';
import { ASSESSMENT_IDS } from '../model/assessment.ts';
import { cueSchedule } from '../model/cueSchedule.ts';
import { recordedThresholds } from '../model/givenThresholds.ts';
import type { Ancestor, SessionMetadata } from '../model/session.ts';
import { recordedCustomMeasures } from '../model/settingsSchema.ts';
import { TASKS } from '../model/task.ts';

/** Name of the MCAP metadata record that makes a file one of our recordings. */
export const SESSION_RECORD = 'plumbline.session';

/** Version of the layout described in docs; a reader refuses a newer one. */
export const RECORDING_FORMAT = 1;

/** Settings a newer version added are kept as they are, so that the hash still fits. */
const settingsSchema = z.looseObject({
  frameRateHz: z.number().positive(),
  latenessBudgetMs: z.number().nonnegative(),
  task: z.enum(TASKS),
  assessment: z.enum(ASSESSMENT_IDS).exactOptional(),
  subject: z.looseObject({
    shankLengthM: z.number().positive(),
    thighLengthM: z.number().positive(),
    toeOutDeg: z.object({ right: z.number(), left: z.number() }),
  }),
  cue: z.looseObject({
    enabled: z.boolean(),
    fromBand: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    words: z.string(),
    schedule: cueSchedule.exactOptional(),
    marginDeg: z.number().exactOptional(),
    predict: z.boolean().exactOptional(),
    inLine: z.boolean().exactOptional(),
  }),
  // Recordings from before there were any have none.
  customMeasures: recordedCustomMeasures.default([]),
  thresholds: recordedThresholds.exactOptional(),
});

const ancestorSchema: z.ZodType<Ancestor> = z.looseObject({
  id: z.string().min(1),
  file: z.string().exactOptional(),
  packetsHash: z.string().exactOptional(),
  software: z.string().exactOptional(),
  settingsHash: z.string().exactOptional(),
});

const fieldsSchema = z.object({
  format: z.coerce.number().int().min(1).max(RECORDING_FORMAT),
  id: z.string().min(1),
  subject: z.string().min(1),
  startedUs: z.coerce.number().int(),
  simulated: z.enum(['true', 'false']).transform((word) => word === 'true'),
  protocol: z.string(),
  notes: z.string(),
  parent: z.string().min(1).optional(),
  continues: z.string().min(1).optional(),
  ancestors: jsonText('ancestors').pipe(z.array(ancestorSchema).min(1)).optional(),
  method: z.literal('offline').optional(),
  software: z.string(),
  settings: z.string().transform(settingsOf),
  settingsHash: z.string(),
});

const settingsJson = jsonText('settings').pipe(settingsSchema);
/** Those understood last: most recordings of a folder have the same, and a list reads all of them. */
let lastSettings: {
  readonly text: string;
  readonly settings: z.output<typeof settingsSchema>;
} | null = null;

function settingsOf(text: string, context: z.core.$RefinementCtx) {
  if (lastSettings?.text === text) return lastSettings.settings;
  const result = settingsJson.safeParse(text);
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      context.addIssue({ code: 'custom', path, message });
    }
    return z.NEVER;
  }
  lastSettings = { text, settings: result.data };
  return result.data;
}

function jsonText(name: string) {
  return z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue(`${name} are not JSON`);
      return z.NEVER;
    }
  });
}

/** Strings only, as MCAP wants them and as its tools show them. */
export function sessionFields(session: SessionMetadata): Map<string, string> {
  return new Map([
    ['format', String(RECORDING_FORMAT)],
    ['id', session.id],
    ['subject', session.subject],
    ['startedUs', String(session.startedUs)],
    ['simulated', String(session.simulated)],
    ['protocol', session.protocol],
    ['notes', session.notes],
    ...(session.parent === undefined ? [] : [['parent', session.parent] as const]),
    ...(session.continues === undefined ? [] : [['continues', session.continues] as const]),
    ...(session.ancestors === undefined
      ? []
      : [['ancestors', JSON.stringify(session.ancestors)] as const]),
    ...(session.method === undefined ? [] : [['method', session.method] as const]),
    ['software', session.software],
    ['settings', JSON.stringify(session.settings)],
    ['settingsHash', session.settingsHash],
  ]);
}

/** @throws z.ZodError when a field is missing or not of its kind. */
export function sessionOf(fields: ReadonlyMap<string, string>): SessionMetadata {
  const {
    format: _,
    parent,
    continues,
    ancestors,
    method,
    ...session
  } = fieldsSchema.parse(Object.fromEntries(fields));
  return {
    ...session,
    ...(parent !== undefined && { parent }),
    ...(continues !== undefined && { continues }),
    ...(ancestors !== undefined && { ancestors }),
    ...(method !== undefined && { method }),
  };
}
