import { z } from 'zod';
import { cueSchedule } from '../../../model/cueSchedule.ts';
import { sessionFacts } from '../../../model/sessionFacts.ts';
import type { TrialResult } from '../../../movement/assessments/trialResult.ts';
import type {
  LiveSessionAnswer,
  MarkedAnswer,
  TrialsAnswer,
} from '../../../stream/answers/liveSession.ts';
import type { LiveStatusAnswer } from '../../../stream/answers/liveStatus.ts';
import { instantUs, list, partOf, sentences, wholeOf } from './answerSchema.ts';
import { assessment, recordingId, side, subject, task } from './words.ts';

const session = z.string().describe('Id of its recording; empty before the first sensor');

export const status = wholeOf<LiveStatusAnswer>()(
  z
    .strictObject({
      status: z
        .strictObject({
          recording: z.strictObject({
            session,
            startedUs: instantUs('Its start').nullable(),
            subject,
            protocol: z.string(),
            task,
            assessment: assessment.nullable(),
            problem: z.string().nullable().describe('Why nothing is recorded, or soon not'),
            isRecording: z.boolean(),
            bytesWritten: z.number(),
            diskFreeBytes: z.number().nullable(),
            minutesLeft: z.number().nullable().describe('Room on the disk at this rate'),
          }),
          haptics: z.strictObject({
            available: z.boolean().describe('Whether a sensor worn now has a motor'),
            on: z.boolean(),
          }),
        })
        .nullable(),
      streaming: z.number().describe('Sensors that deliver samples now'),
    })
    .meta({ id: 'LiveStatus' }),
);

export const liveSession = wholeOf<LiveSessionAnswer>()(
  z
    .strictObject({
      session,
      startedUs: instantUs('Its start').nullable(),
      subject,
      protocol: z.string(),
      task,
      assessment: assessment.nullable().describe('null in free practice'),
      frameRateHz: z.number(),
      heightM: z.number().nullable().describe('null where lengths of segments were given'),
      nextHeightM: z
        .strictObject({ same: z.number().nullable(), other: z.number().nullable() })
        .describe('Of the next session where none is given: of the same person, of another'),
      shankLengthM: z.number(),
      thighLengthM: z.number(),
      toeOutDeg: z.strictObject({ right: z.number(), left: z.number() }),
      cue: z.strictObject({
        enabled: z.boolean(),
        fromBand: z.literal([1, 2, 3]),
        words: z.string(),
        schedule: cueSchedule.exactOptional(),
        marginDeg: z.number().exactOptional(),
        predict: z.boolean().exactOptional(),
        inLine: z.boolean().exactOptional(),
      }),
      facts: sessionFacts,
    })
    .meta({ id: 'LiveSession' }),
);

const trial = z
  .strictObject({
    number: z.number().describe('In its recording, from 1'),
    name: z.string().describe('Empty where nobody gave one'),
    startUs: instantUs('Its start'),
    endUs: instantUs('Its end').nullable().describe('null while it goes on'),
  })
  .meta({ id: 'Trial' });

export const trials = wholeOf<TrialsAnswer>()(
  z.strictObject({ trials: list(trial, 'The newest 100') }).meta({ id: 'Trials' }),
);

export const marked = wholeOf<MarkedAnswer>()(
  z.strictObject({ session: recordingId, trial: trial.nullable() }).meta({ id: 'Marked' }),
);

const figure = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  decimals: z.number(),
});

export const trialResult = partOf<TrialResult>()(
  z
    .object({
      trial,
      card: z
        .object({
          assessment,
          name: z.string(),
          legs: list(
            z.object({
              side,
              trials: z.number(),
              sound: z.number().describe('Of these, with sound data'),
              notAssessed: z.string().nullable(),
            }),
          ),
          movement: list(figure),
          knee: list(figure),
          ankle: list(figure),
          notAssessed: sentences('What is not shown and why'),
          remarks: sentences('How to take what is shown'),
        })
        .describe('All that a page shows of it; src/movement/assessments/resultCard.ts'),
      set: z.unknown().describe('Means and spreads; src/model/setSummary.ts'),
      reps: list(z.object({ startUs: instantUs('Its start'), endUs: instantUs('Its end') })),
    })
    .meta({ id: 'TrialResult' }),
);
