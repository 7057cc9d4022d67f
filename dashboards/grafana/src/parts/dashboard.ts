import { type Dashboard, type Link, SCHEMA_VERSION } from '../format/dashboard.ts';
import type { Annotation, Variable } from '../format/templating.ts';
import { arranged, type Section } from '../panels/grid.ts';

const TAG = 'plumbline';
const REFRESH_INTERVALS = ['1s', '5s', '10s', '30s', '1m', '5m', '15m'];

const OTHERS: Link = {
  title: 'Plumbline',
  type: 'dashboards',
  tags: [TAG],
  asDropdown: true,
  includeVars: true,
  keepTime: false,
  icon: 'external link',
  targetBlank: false,
  tooltip: 'The other dashboards',
  url: '',
};

export interface Outline {
  /** Also the name of its file. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly from: string;
  /** Empty: only by hand. */
  readonly refresh: string;
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  readonly sections: readonly Section[];
  /** Beside that to all others. */
  readonly links?: readonly Link[];
}

export function dashboard(outline: Outline): Dashboard {
  const { uid, title, description, from, refresh, variables, annotations, sections } = outline;
  const { links = [] } = outline;
  return {
    id: null,
    uid,
    title,
    description,
    tags: [TAG],
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: true,
    graphTooltip: 1,
    timezone: 'browser',
    time: { from, to: 'now' },
    refresh,
    timepicker: { refresh_intervals: REFRESH_INTERVALS },
    links: [OTHERS, ...links],
    annotations: { list: annotations },
    templating: { list: variables },
    panels: arranged(sections),
  };
}
