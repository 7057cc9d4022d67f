import { SESSION } from '../../../../src/influx/schema/sessionMeasurement.ts';
import { DATASOURCE } from '../format/datasource.ts';
import type {
  CustomVariable,
  DatasourceVariable,
  Option,
  QueryVariable,
  TextVariable,
} from '../format/templating.ts';
import { on } from '../query/names.ts';
import { select, tagValues } from '../query/select.ts';

const session = on(SESSION);
const BARE = { hide: 0, skipUrlSync: false } as const;

export const DATASOURCE_VARIABLE: DatasourceVariable = {
  ...BARE,
  name: 'datasource',
  label: 'Data source',
  description: 'An InfluxDB data source whose query language is InfluxQL.',
  type: 'datasource',
  query: 'influxdb',
  refresh: 1,
  regex: '',
  multi: false,
  includeAll: false,
  options: [],
  current: {},
};

export const HUB_VARIABLE: QueryVariable = {
  ...asked('hub', 'Hub', 'The machines that upload.', {
    query: tagValues(session.table, session.tag('hub'), []),
    sort: 1,
  }),
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all', selected: true },
};

/** The session that began last: it has one value, so the dashboard follows to the next by itself. */
export const NEWEST_SESSION_VARIABLE: QueryVariable = {
  ...asked('session', 'Newest session', 'The session that began last on these hubs.', {
    query: select({
      columns: { session: session.tag('session') },
      from: [
        select({
          columns: {
            rate: `last(${session.field('frame_rate_hz')})`,
            session: session.tag('session'),
          },
          from: session.table,
          where: [session.is('event', 'start'), session.chosen('hub')],
        }),
      ],
      where: [],
    }),
    sort: 0,
  }),
  // A link or bookmark that names an older session must not hold it.
  skipUrlSync: true,
};

/** Ids begin with the time, so the newest comes first by the alphabet. */
export const SESSION_VARIABLE: QueryVariable = asked(
  'session',
  'Session',
  'Newest first; the id is the name of its recording.',
  {
    query: tagValues(session.table, session.tag('session'), [session.chosen('hub')]),
    sort: 2,
  },
);

export const SUBJECT_VARIABLE: QueryVariable = asked('subject', 'Subject', 'A pseudonym.', {
  query: tagValues(session.table, session.tag('subject'), [session.chosen('hub')]),
  sort: 1,
});

export const TASK_VARIABLE: QueryVariable = asked(
  'task',
  'Task',
  'Figures of different tasks are never mixed.',
  {
    query: tagValues(session.table, session.tag('task'), [
      session.chosen('hub'),
      session.chosen('subject'),
    ]),
    sort: 1,
  },
);

/** The oldest comes first, and with it the change since then. */
export const FIRST_SESSION_VARIABLE: QueryVariable = asked(
  'first',
  'Compare with',
  'The session that changes are counted from; it has to lie within the time shown.',
  {
    query: tagValues(session.table, session.tag('session'), [
      session.chosen('hub'),
      session.chosen('subject'),
      session.chosen('task'),
      session.chosen('derived'),
      session.chosen('simulated'),
    ]),
    sort: 1,
  },
);

export const DERIVED_VARIABLE = yesOrNo(
  'derived',
  'Computed again',
  'true shows what was computed anew from another recording: the same movements, so never both.',
);
export const SIMULATED_VARIABLE = yesOrNo(
  'simulated',
  'Simulated',
  'true shows trials in which no person wore the sensors, such as the sample recording.',
);

/** A number that a person types. */
export function numberVariable(
  name: string,
  label: string,
  description: string,
  value: number,
): TextVariable {
  const current = option(String(value), true);
  return {
    ...BARE,
    name,
    label,
    description,
    type: 'textbox',
    query: current.value,
    options: [current],
    current,
  };
}

function yesOrNo(name: string, label: string, description: string): CustomVariable {
  const current = option('false', true);
  return {
    ...BARE,
    name,
    label,
    description,
    type: 'custom',
    query: 'false,true',
    multi: false,
    includeAll: false,
    options: [current, option('true', false)],
    current,
  };
}

function option(value: string, selected: boolean): Option {
  return { text: value, value, selected };
}

function asked(
  name: string,
  label: string,
  description: string,
  { query, sort }: Pick<QueryVariable, 'query' | 'sort'>,
): QueryVariable {
  return {
    ...BARE,
    name,
    label,
    description,
    type: 'query',
    datasource: DATASOURCE,
    query,
    definition: query,
    refresh: 2,
    sort,
    regex: '',
    multi: false,
    includeAll: false,
    allValue: null,
    options: [],
    current: {},
  };
}
