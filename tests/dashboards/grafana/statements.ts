import type { Dashboard } from '../../../dashboards/grafana/src/format/dashboard.ts';

export interface Statement {
  /** Which panel, variable or annotation of the dashboard asks it. */
  readonly of: string;
  readonly query: string;
  /** A time range of its own, such as `5y`. */
  readonly timeFrom?: string | undefined;
}

/** All that a dashboard asks the database. */
export function statementsOf(dashboard: Dashboard): Statement[] {
  return [
    ...dashboard.panels.flatMap((panel) =>
      'targets' in panel
        ? panel.targets.map(({ refId, query }) => ({
            of: `${panel.title} ${refId}`,
            query,
            timeFrom: panel.timeFrom,
          }))
        : [],
    ),
    ...dashboard.templating.list.flatMap((variable) =>
      variable.type === 'query' ? [{ of: `variable ${variable.name}`, query: variable.query }] : [],
    ),
    ...dashboard.annotations.list.map(({ name, target }) => ({
      of: `annotation ${name}`,
      query: target.query,
    })),
  ];
}
