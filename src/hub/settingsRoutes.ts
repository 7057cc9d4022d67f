import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkSettings, problemsText, type SettingsProblem } from '../pipeline/settingsProblems.ts';
import type {
  KeptSettingsAnswer,
  SettingsAnswer,
  SettingsCheckAnswer,
  SettingsProblemAnswer,
} from '../stream/answers/settings.ts';
import { SettingsConflictError, type SettingsDesk } from './settingsDesk.ts';
import { registerSite } from './siteRoutes.ts';

const BODY = 'the body is an object such as {"settings": {"cue": {"fromBand": 1}}, "revision": 0}';

export const settingsChange = z.strictObject({
  settings: z.record(z.string(), z.unknown(), 'valid is an object of settings'),
  revision: z.int('valid is the revision that was answered with the settings').min(0),
  by: z
    .string('valid are 1 to 100 characters')
    .trim()
    .min(1, 'valid are 1 to 100 characters')
    .max(100, 'valid are 1 to 100 characters')
    .exactOptional(),
  begin: z.boolean('valid are true and false').exactOptional(),
});

export const settingsToCheck = z.strictObject({ settings: z.unknown() });

/** The settings of the sessions to come: what holds, what is wrong with others, and others in their place. */
export function registerSettings(app: FastifyInstance, desk: SettingsDesk): void {
  app.get('/api/v1/settings', (): Promise<SettingsAnswer> => desk.answer());

  registerSite(app, desk.folder);

  app.post('/api/v1/settings/check', async (request, reply) => {
    const asked = settingsToCheck.safeParse(request.body);
    if (!asked.success) return reply.code(400).send({ error: refusalText(asked.error) });
    return checked(desk, asked.data.settings);
  });

  app.put('/api/v1/settings', async (request, reply) => {
    const asked = settingsChange.safeParse(request.body);
    if (!asked.success) return reply.code(400).send({ error: refusalText(asked.error) });
    const { revision, by = null, begin = false } = asked.data;
    const { settings, problems } = checkSettings(asked.data.settings);
    if (settings === null) {
      return reply.code(400).send({
        error: `These settings are not valid, and none of them is kept: ${problemsText(problems)}.`,
        problems: problems.map(told),
      });
    }
    try {
      const kept: KeptSettingsAnswer = await desk.change({ settings, revision, by, begin });
      return kept;
    } catch (error) {
      if (!(error instanceof SettingsConflictError)) throw error;
      return reply.code(409).send({ error: error.message });
    }
  });
}

function checked(desk: SettingsDesk, json: unknown): SettingsCheckAnswer {
  const { settings, problems } = checkSettings(json);
  return {
    problems: problems.map(told),
    warnings: settings === null ? [] : desk.warningsWith(settings),
  };
}

function told({ path, message, found, at }: SettingsProblem): SettingsProblemAnswer {
  return { path, message, found, ...(at !== undefined && { at }) };
}

function refusalText({ issues: [first] }: z.ZodError): string {
  const where = first.path.join('.');
  if (where === '' && first.code === 'invalid_type') return `${BODY}.`;
  return where === '' ? `${first.message}; ${BODY}.` : `"${where}": ${first.message}.`;
}
