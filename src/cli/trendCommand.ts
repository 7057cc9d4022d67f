import { Command, InvalidArgumentError, Option } from 'commander';
import { SIDES } from '../model/placement.ts';
import { TASKS } from '../model/task.ts';
import { TREND_METRICS, type TrendMetric, trendMetric } from '../trend/metrics.ts';
import { TREND_SOURCES } from '../trend/trendSources.ts';
import { dayOrInstant } from './catalogue/dayOrInstant.ts';
import { alignedTable } from './info/alignedTable.ts';
import { outputPath, pseudonym } from './options.ts';
import type { TrendFlags } from './trendFlags.ts';

export function trendCommand(): Command {
  return (
    new Command('trend')
      .description('what one figure of one person did over sessions')
      .requiredOption('--subject <pseudonym>', 'the person, such as P-7F3K', pseudonym)
      .requiredOption('--metric <name>', 'the figure, such as fppa', metric)
      .addOption(new Option('--task <task>', 'of this task alone').choices(TASKS))
      .addOption(new Option('--side <side>', 'of this leg alone').choices(SIDES))
      .option('--since <day>', 'from this day (UTC) or instant on', dayOrInstant)
      .addOption(
        new Option(
          '--from <source>',
          'where from (default: the database where it can tell)',
        ).choices(TREND_SOURCES),
      )
      .option('--recordings <folder>', 'the recordings', outputPath, 'recordings')
      .addOption(new Option('--json', 'all of it for programs').conflicts('csv'))
      .option('--csv', 'one row per session and leg')
      .addHelpText(
        'after',
        `
Of each session: the mean over the movements that count, and how far it is from the first one's.
A session is outside where that is more than the detectable change, the least one that is not
scatter when sensors are put on anew; nothing more is said by it. docs/trends.md has the rules.

The database is the one of INFLUX_HOST (docs/influxdb.md); it and the recordings tell the same.

Figures:
${metricLines().join('\n')}

Examples:
  $ plumbline trend --subject P-7F3K --metric fppa
  $ plumbline trend --subject P-7F3K --metric holdTime --task balance --from recordings --csv`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: TrendFlags) => (await import('./trend/tellTrend.ts')).tellTrend(flags))
  );
}

function metric(name: string): TrendMetric {
  const found = trendMetric(name);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`valid are\n${metricLines().join('\n')}`);
}

function metricLines(): string[] {
  return alignedTable(
    TREND_METRICS.map(({ name, unit, words }) => [
      `  ${name}`,
      unit === 'headline' ? 'cm or deg' : unit,
      words,
    ]),
  );
}
