import { settingsChange, settingsToCheck } from '../../settingsRoutes.ts';
import { retention } from '../../siteRoutes.ts';
import { keptSettings, settings, settingsCheck, site } from '../answers/settingsSchemas.ts';
import type { RouteDescriptions } from '../routeDescription.ts';

const tag = 'settings';
const measured = { retentionDays: 365, repeatability: [], problem: null };

export const SETTINGS_ROUTES: RouteDescriptions = {
  'GET /api/v1/settings': {
    tag,
    summary: 'What holds, where it comes from, and what each setting means',
    answer: { words: 'All fields stand in src/stream/answers/settings.ts', schema: settings },
  },
  'PUT /api/v1/settings': {
    tag,
    summary: 'Keeps settings for the sessions to come, in place of what was kept',
    about: 'With begin, a session begins with them at once, for the same person.',
    body: {
      schema: settingsChange,
      example: { settings: { cue: { fromBand: 1 } }, revision: 0, by: 'AB' },
    },
    answer: { words: 'As they are now', schema: keptSettings },
    refusals: {
      400: 'They are not valid; beside error stand problems, as of POST /api/v1/settings/check',
      409: 'They were changed meanwhile: the revision is another',
    },
  },
  'POST /api/v1/settings/check': {
    tag,
    summary: 'What is wrong with settings, and what may not be meant; nothing is kept',
    body: { schema: settingsToCheck, example: { settings: { cue: { fromBand: 4 } } } },
    answer: {
      words: 'Problems and warnings',
      schema: settingsCheck,
      example: {
        problems: [{ path: ['cue', 'fromBand'], message: 'valid are 1, 2 and 3', found: '4' }],
        warnings: [],
      },
    },
    refusals: { 400: 'The body has no settings' },
  },
  'GET /api/v1/settings/site': {
    tag,
    summary: 'What this site keeps besides',
    answer: { words: 'Retention and repeatability', schema: site, example: measured },
  },
  'PUT /api/v1/settings/retention': {
    tag,
    summary: 'For how many days recordings are meant to be kept',
    body: { schema: retention, example: { days: 365 } },
    answer: { words: 'As it is now', schema: site, example: measured },
    refusals: { 400: 'It is no number of days' },
  },
};
