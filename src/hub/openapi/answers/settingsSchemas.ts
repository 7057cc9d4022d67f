import { z } from 'zod';
import { givenSettings } from '../../../model/settingsSchema.ts';
import type {
  KeptSettingsAnswer,
  SettingsAnswer,
  SettingsCheckAnswer,
  SiteAnswer,
} from '../../../stream/answers/settings.ts';
import { list, partOf, wholeOf } from './answerSchema.ts';
import { task } from './words.ts';

const given = givenSettings.meta({
  id: 'GivenSettings',
  description: 'Any part of the settings, as in a file for --settings',
});
const effective = z
  .object({ frameRateHz: z.number(), task, latenessBudgetMs: z.number() })
  .meta({ id: 'EffectiveSettings', description: 'All settings, each with a value' });
const path = list(z.string());
const warnings = list(z.strictObject({ path, message: z.string() }));

const fields = {
  groups: list(z.object({ id: z.string(), label: z.string(), about: z.string() })),
  fields: list(
    z.object({
      path,
      group: z.string(),
      label: z.string(),
      meaning: z.string(),
      effect: z.string(),
      unit: z.string(),
      kind: z.string(),
      low: z.number().nullable().describe('Smallest valid number'),
      high: z.number().nullable().describe('Largest valid number'),
    }),
    'One for each value that can be given',
  ),
  defaults: effective,
  inForce: effective.describe('Of the session that is recorded'),
  next: effective.describe('Of the next session'),
  kept: given.describe('What was kept from a page'),
  revision: z.number().describe('A change names the one it was made from'),
  by: z.string().nullable(),
  started: z.object({ flags: given, file: given }),
  readOnly: z.string().nullable().describe('Why nothing can be changed here'),
  problem: z.string().nullable(),
  warnings,
  session: z.object({ id: z.string(), subject: z.string() }).nullable(),
};

export const settings = partOf<SettingsAnswer>()(z.object(fields).meta({ id: 'Settings' }));

export const keptSettings = partOf<KeptSettingsAnswer>()(
  z
    .object({
      ...fields,
      notBegun: z.string().nullable().describe('Why no session began with them'),
    })
    .meta({ id: 'KeptSettings' }),
);

export const settingsCheck = wholeOf<SettingsCheckAnswer>()(
  z
    .strictObject({
      problems: list(
        z.strictObject({
          path: list(z.union([z.string(), z.number()])),
          message: z.string().describe('What is valid'),
          found: z.string().describe('What stands there, as JSON'),
          at: z.number().exactOptional().describe('Of a formula: the character, from 1'),
        }),
      ),
      warnings,
    })
    .meta({ id: 'SettingsCheck' }),
);

export const site = wholeOf<SiteAnswer>()(
  z
    .strictObject({
      retentionDays: z.number().nullable().describe('null for ever'),
      repeatability: list(
        z.strictObject({
          task,
          between: z.enum(['sameMounting', 'newMounting']),
          changes: list(
            z.strictObject({
              words: z.string(),
              unit: z.string(),
              mdc95: z.number().describe('Minimal detectable change, 95 %'),
            }),
          ),
        }),
        'What the site measured of itself',
      ),
      problem: z.string().nullable(),
    })
    .meta({ id: 'Site' }),
);
