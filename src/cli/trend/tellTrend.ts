import { siteRepeatability } from '../../hub/siteRepeatability.ts';
import { trendCsv } from '../../hub/trendCsv.ts';
import { trendDatabase } from '../../influx/read/trendDatabase.ts';
import { influxConfigFrom } from '../../influx/server/config.ts';
import { listSessions } from '../../recording/sessions/listSessions.ts';
import { askTrends, type TrendAnswer, TrendSourceError } from '../../trend/askTrends.ts';
import { CliError } from '../cliError.ts';
import type { TrendFlags } from '../trendFlags.ts';
import { trendText } from './trendText.ts';

/** Prints the trends of one figure. @throws CliError, RecordingError, StateFileError, UploadError */
export async function tellTrend(flags: TrendFlags): Promise<void> {
  const answer = await answerTo(flags);
  const { subject, metric, json, csv } = flags;
  await checkSubject(flags, answer);
  if (json) {
    const { name, words } = metric;
    console.log(JSON.stringify({ subject, metric: name, words, ...answer }, null, 2));
  } else if (csv) process.stdout.write(trendCsv(answer));
  else console.log(trendText(subject, metric, answer));
}

/** @throws CliError where nobody is called so, as after a slip of a finger */
async function checkSubject(
  { subject, recordings }: TrendFlags,
  { source, trends }: TrendAnswer,
): Promise<void> {
  if (source !== 'recordings' || trends.length > 0) return;
  const subjects = new Set((await listSessions(recordings)).map((each) => each.subject));
  if (subjects.has(subject)) return;
  const there = subjects.size > 0 ? `; there are some of ${[...subjects].sort().join(', ')}` : '';
  throw new CliError(`there are no recordings of ${subject} in ${recordings}${there}`);
}

async function answerTo(flags: TrendFlags): Promise<TrendAnswer> {
  const { subject, metric, task, side, since, from, recordings } = flags;
  const config = from === 'recordings' ? null : influxConfigFrom(process.env);
  const sources = {
    influx: config === null ? null : trendDatabase(config),
    list: () => listSessions(recordings),
  };
  try {
    return await askTrends(sources, {
      subject,
      metric,
      siteOf: await siteRepeatability(recordings),
      ...(task !== undefined && { task }),
      ...(side !== undefined && { side }),
      ...(since !== undefined && { sinceUs: since }),
      ...(from !== undefined && { source: from }),
    });
  } catch (error) {
    throw error instanceof TrendSourceError ? new CliError(error.message) : error;
  }
}
