import type { RouteDescriptions } from './routeDescription.ts';
import { HUB_ROUTES } from './routes/hubRoutes.ts';
import { JOB_ROUTES } from './routes/jobRoutes.ts';
import { LIVE_ROUTES } from './routes/liveRoutes.ts';
import { PEOPLE_ROUTES } from './routes/peopleRoutes.ts';
import { RECORDING_ROUTES } from './routes/recordingRoutes.ts';
import { SETTINGS_ROUTES } from './routes/settingsRoutes.ts';

/** Every route that a program may use; the files of the page are none. */
export const DESCRIBED_ROUTES: RouteDescriptions = {
  ...HUB_ROUTES,
  ...LIVE_ROUTES,
  ...RECORDING_ROUTES,
  ...JOB_ROUTES,
  ...PEOPLE_ROUTES,
  ...SETTINGS_ROUTES,
};
