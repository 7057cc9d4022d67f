export interface Select {
  /** What each column is, by its name in the answer. */
  readonly columns: Readonly<Record<string, string>>;
  /** A table, or statements to select from. */
  readonly from: string | readonly string[];
  readonly where: readonly string[];
  readonly groupBy?: readonly string[];
  /** Of windows without a value; left out where there are no windows. */
  readonly fill?: 'none' | 'previous' | '0';
  /** Of each series. */
  readonly limit?: number;
}

/** The times that the dashboard shows. */
export const SHOWN = '$timeFilter';
/** Windows as wide as one point on the screen, or as the least interval of the panel. */
export const EACH_POINT = 'time($__interval)';

/** One InfluxQL statement. Sources that are statements are put in brackets. */
export function select({ columns, from, where, groupBy = [], fill, limit }: Select): string {
  const chosen = Object.entries(columns).map(([alias, expression]) =>
    expression === `"${alias}"` ? expression : `${expression} AS "${alias}"`,
  );
  const sources = typeof from === 'string' ? from : from.map((inner) => `(${inner})`).join(', ');
  return [
    `SELECT ${chosen.join(', ')}`,
    `FROM ${sources}`,
    where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
    groupBy.length > 0 ? `GROUP BY ${groupBy.join(', ')}` : '',
    fill === undefined ? '' : `fill(${fill})`,
    limit === undefined ? '' : `LIMIT ${limit}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The values that a tag has had. */
export function tagValues(table: string, tag: string, where: readonly string[]): string {
  const condition = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return `SHOW TAG VALUES FROM ${table} WITH KEY = ${tag}${condition}`;
}
