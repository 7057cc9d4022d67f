import type { Dashboard } from './format/dashboard.ts';
import { HUBS } from './hub/hub.ts';
import { LIVE } from './live/live.ts';
import { SENSORS } from './sensors/sensors.ts';
import { SESSION } from './session/session.ts';
import { TRENDS_OF_SUBJECT } from './trends/trends.ts';

export const DASHBOARDS: readonly Dashboard[] = [LIVE, SESSION, TRENDS_OF_SUBJECT, SENSORS, HUBS];

/** Where the files stand, from the root of the project. */
export const FOLDER = 'dashboards/grafana/dashboards';

/** Name and content of the file of each dashboard. */
export function dashboardFiles(): { readonly name: string; readonly content: string }[] {
  return DASHBOARDS.map((dashboard) => ({
    name: `${dashboard.uid.replace('plumbline-', '')}.json`,
    content: `${JSON.stringify(dashboard, null, 2)}\n`,
  }));
}
