import type { Variable } from '../../../dashboards/grafana/src/format/templating.ts';

/** What is chosen in a dashboard: `$__all` where a variable offers all. */
export type Choices = Readonly<Record<string, string | readonly string[]>>;

export interface Shown {
  readonly fromMs: number;
  readonly toMs: number;
  /** Width of a window: `10s`. */
  readonly interval: string;
}

/** As the data source escapes what stands in a regular expression. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function msOf(interval: string): number {
  const [, count, unit] = /^(\d+)([a-z]+)$/.exec(interval) ?? [];
  return Number(count) * UNIT_MS[unit];
}

/** Whether a variable stands in a regular expression of the statement. */
function inRegex(name: string, query: string): boolean {
  const literals = query.matchAll(
    /(?:=~|!~|\bfrom\b(?:\s*"[^"]*"\s*\.)?)\s*\/((?:[^/\\]|\\.)*)\//gi,
  );
  return [...literals].some(([, literal]) => new RegExp(`\\$${name}\\b`).test(literal));
}

function chosenText(variable: Variable, choice: string | readonly string[], query: string): string {
  const isMulti = variable.type === 'query' && variable.multi;
  // The value for all is written as it is.
  if (choice === '$__all' && variable.type === 'query') return variable.allValue ?? '';
  if (typeof choice !== 'string') return `(${choice.map(escaped).join('|')})`;
  if (!Number.isNaN(Number.parseFloat(choice))) return choice;
  return isMulti || inRegex(variable.name, query) ? escaped(choice) : choice;
}

/**
 * A statement as the InfluxDB data source of Grafana 11 and 12 sends it, by its source: values of
 * several are joined in brackets and escaped, single ones are escaped within a regular expression
 * only, and what begins like a number never is. `now()` is that of the server; it is set to the end
 * of what is shown, so that data of any day can be asked for.
 * @throws Error naming a variable that the dashboard does not have
 */
export function interpolate(
  query: string,
  variables: readonly Variable[],
  choices: Choices,
  { fromMs, toMs, interval }: Shown,
): string {
  return query
    .replaceAll('$timeFilter', `time >= ${fromMs}ms and time <= ${toMs}ms`)
    .replaceAll('$__interval_ms', String(msOf(interval)))
    .replaceAll('$__interval', interval)
    .replaceAll('now()', `${toMs}ms`)
    .replaceAll(/\$([A-Za-z_]\w*)/g, (_, name: string) => {
      const variable = variables.find((each) => each.name === name);
      const choice = choices[name];
      if (variable === undefined || choice === undefined) {
        throw new Error(`$${name} is no variable of the dashboard, or nothing is chosen: ${query}`);
      }
      return chosenText(variable, choice, query);
    });
}
