import { z } from 'zod';
import type { PersonProgramme } from '../../../movement/programme/personProgramme.ts';
import type { Report } from '../../../report/report.ts';
import type { ProgrammePeopleAnswer } from '../../../stream/answers/programme.ts';
import type { TrendMetricsAnswer, TrendsAnswer } from '../../../stream/answers/trends.ts';
import { instantUs, list, partOf, sentences, wholeOf } from './answerSchema.ts';
import { side, simulated, subject, task } from './words.ts';

const source = z.enum(['recordings', 'influx']);

export const trendMetrics = wholeOf<TrendMetricsAnswer>()(
  z
    .strictObject({
      metrics: list(
        z.strictObject({
          name: z.string(),
          words: z.string(),
          unit: z.string().describe('headline: cm or deg, as the task has it'),
          tasks: list(task),
          hasDetectableChange: z.boolean(),
        }),
      ),
      sources: list(source, 'Where from trends can be told'),
    })
    .meta({ id: 'TrendMetrics' }),
);

const point = z.strictObject({
  session: z.string().describe('sessionId of the recording it begins with'),
  startedUs: instantUs('Its start'),
  simulated,
  n: z.number().describe('Movements'),
  mean: z.number(),
  sd: z.number().nullable().describe('null below two movements'),
  change: z.number().nullable().describe('From the first session; null of that'),
  isOutside: z.boolean().nullable().describe('Larger than the detectable change'),
});

const trend = z.strictObject({
  metric: z.string(),
  words: z.string(),
  unit: z.string(),
  task,
  sides: list(
    z.strictObject({
      side,
      points: list(point, 'The oldest first'),
      band: z
        .strictObject({
          mdc95: z.number().describe('Minimal detectable change, 95 %'),
          source: z.enum(['site', 'default']),
          low: z.number(),
          high: z.number(),
        })
        .nullable(),
      outside: z.number().describe('Sessions whose change is larger than the detectable one'),
    }),
  ),
  differences: list(
    z.strictObject({
      session: z.string(),
      startedUs: instantUs('Its start'),
      rightLessLeft: z.number(),
    }),
  ),
  simulated,
  bandEdges: z.tuple([z.number(), z.number(), z.number()]).readonly().nullable(),
});

export const trends = wholeOf<TrendsAnswer>()(
  z
    .strictObject({
      subject,
      metric: z.string(),
      words: z.string(),
      source,
      because: z.string().nullable().describe('Why it is not the database, a sentence'),
      trends: list(trend),
      leftOut: sentences('Recordings that could not be used'),
    })
    .meta({ id: 'Trends' }),
);

export const people = wholeOf<ProgrammePeopleAnswer>()(
  z
    .strictObject({
      people: list(
        z.strictObject({
          subject,
          sessions: z.number(),
          lastStartedUs: instantUs('Start of the last one').nullable(),
          simulated,
          stopped: z.boolean(),
          line: z.string().describe('Where the person stands'),
        }),
      ),
      leftOut: sentences('Recordings that could not be used'),
    })
    .meta({ id: 'ProgrammePeople' }),
);

export const person = partOf<PersonProgramme>()(
  z
    .object({
      subject,
      state: z.object({
        sessions: z.number(),
        simulated,
        stopped: z.string().nullable().describe('Why nothing may be done now'),
        tracks: list(z.unknown(), 'Where each track of it stands'),
      }),
      course: list(
        z.object({ id: z.string(), startUs: instantUs('Its start'), said: sentences('Notes') }),
        'One for each session, the oldest first',
      ),
      programme: z.object({ frequency: z.string(), stopWords: z.string(), ends: z.string() }),
      recordings: z.record(z.string(), z.string()).describe('Recording by id of its session'),
      decisions: list(z.object({ atUs: instantUs('When'), by: z.string(), words: z.string() })),
      notesGoTo: z.string().nullable(),
      leftOut: sentences('Recordings that could not be used'),
    })
    .meta({
      id: 'PersonProgramme',
      description: 'All fields stand in src/movement/programme/personProgramme.ts',
    }),
);

const anything = list(z.unknown());

export const report = partOf<Report>()(
  z
    .object({
      schemaVersion: z.number().describe('Another one wherever a field is renamed or removed'),
      durationS: z.number(),
      tags: list(z.string()),
      headline: z.object({ label: z.string(), unit: z.enum(['cm', 'deg']) }),
      sensors: anything,
      calibrations: anything,
      sets: anything,
      landings: anything,
      strides: anything,
      holds: anything,
      figures: anything.describe('Means over the whole recording'),
      damagedChunks: z.number().describe('Stretches of the file that cannot be read'),
    })
    .meta({
      id: 'Report',
      description: 'All fields stand in src/report/report.ts; docs/report.md tells what they mean',
    }),
);
