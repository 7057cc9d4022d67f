import { type InfluxLink, type QuerySeries, RefusedRequestError } from '../query/influxLink.ts';
import { ofSession, quotedName } from '../query/quoted.ts';
import { COMMON_TAGS } from '../schema/commonTags.ts';
import type { Measurement } from '../schema/measurement.ts';
import { SCHEMA } from '../schema/schema.ts';
import { type Content, fieldsOf, seriesName } from './content.ts';

/** An hour of frames may take a while to be counted. */
const TIMEOUT_MS = 600_000;

/**
 * What a database holds of a session that one hub uploaded, under whatever subject.
 * @param wanted what it should hold: of fields that are not in it only the count is asked
 * @throws RefusedRequestError where the login may not read, UploadError when the server is away
 */
export async function databaseContent(
  link: InfluxLink,
  session: string,
  hub: string,
  wanted: Content,
): Promise<Content> {
  const content: Content = new Map();
  const where = ofSession(session, hub);
  for (const each of SCHEMA) {
    const { name: measurement } = each;
    const from = `FROM ${quotedName(measurement)} WHERE ${where} GROUP BY ${tagsOf(each)}`;
    const counts = await countsOf(link, `SELECT COUNT(*) ${from}`);
    for (const series of counts) {
      const fields = fieldsOf(content, measurement, seriesName(Object.entries(series.tags)));
      for (const [name, value] of columnsOf(series)) {
        if (!name.startsWith('count_') || !(Number(value) > 0)) continue;
        const field = { count: Number(value), sum: null, least: null, largest: null };
        fields.set(name.slice('count_'.length), field);
      }
    }
    if (counts.length > 0) await addFigures(link, content, measurement, from, wanted);
  }
  return content;
}

/** Not `*`: a tag that another program added would be a part of every series, empty in ours. */
function tagsOf({ tags }: Measurement): string {
  return [...COMMON_TAGS, ...tags].map(({ name }) => quotedName(name)).join(', ');
}

/** InfluxDB 3 refuses to ask a table that is not there. */
async function countsOf(link: InfluxLink, statement: string): Promise<QuerySeries[]> {
  try {
    return await link.query(statement, TIMEOUT_MS);
  } catch (error) {
    const isMissing = error instanceof RefusedRequestError && /table.*not found/i.test(error.said);
    if (isMissing) return [];
    throw error;
  }
}

async function addFigures(
  link: InfluxLink,
  content: Content,
  measurement: string,
  from: string,
  wanted: Content,
): Promise<void> {
  const asked = figuresOf(wanted, measurement);
  if (asked.length === 0) return;
  const columns = asked.map(({ figure, name }, i) => `${figure}(${quotedName(name)}) AS f${i}`);
  const found = await link.query(`SELECT ${columns.join(', ')} ${from}`, TIMEOUT_MS);
  for (const series of found) {
    const fields = fieldsOf(content, measurement, seriesName(Object.entries(series.tags)));
    const values = new Map(columnsOf(series));
    for (const [i, { figure, name }] of asked.entries()) {
      const field = fields.get(name);
      const value = values.get(`f${i}`);
      if (field === undefined || typeof value !== 'number') continue;
      if (figure === 'SUM') field.sum = BigInt(Math.round(value));
      else if (figure === 'MIN') field.least = value;
      else field.largest = value;
    }
  }
}

interface AskedFigure {
  readonly figure: 'SUM' | 'MIN' | 'MAX';
  readonly name: string;
}

function figuresOf(wanted: Content, measurement: string): AskedFigure[] {
  const asked = new Map<string, AskedFigure>();
  for (const fields of wanted.get(measurement)?.values() ?? []) {
    for (const [name, { sum, least }] of fields) {
      const figures =
        sum !== null ? (['SUM'] as const) : least !== null ? (['MIN', 'MAX'] as const) : [];
      for (const figure of figures) asked.set(`${figure} ${name}`, { figure, name });
    }
  }
  return [...asked.values()];
}

function columnsOf({ columns, values }: QuerySeries): [string, string | number | boolean | null][] {
  const [row = []] = values;
  return columns.map((name, i) => [name, row[i] ?? null]);
}
