import { z } from 'zod';
import { sessionFacts, trialFacts } from '../../../model/sessionFacts.ts';
import type { RecordingContents } from '../../../stream/answers/contents.ts';
import type {
  DeletedAnswer,
  DeletionAnswer,
  ListedRecording,
  RecordingAnswer,
  RecordingsAnswer,
  RecoveredAnswer,
} from '../../../stream/answers/recordings.ts';
import { instantUs, list, sentences, wholeOf } from './answerSchema.ts';
import { assessment, recordingId, simulated, software, subject, task } from './words.ts';

const listed = wholeOf<ListedRecording>()(
  z
    .strictObject({
      id: recordingId,
      session: z.string().describe('Id of the first part of its session'),
      part: z.number().describe('Which part of its session it is, from 1'),
      subject,
      recordedSubject: z.string().describe('Pseudonym as it was recorded'),
      protocol: z.string(),
      simulated,
      task,
      assessment: assessment.nullable().describe('null of free practice'),
      sessionId: z.string(),
      ancestors: list(z.string(), 'Ids of those it was computed from, nearest first'),
      startedUs: instantUs('Its start'),
      durationS: z.number().nullable().describe('Seconds; null while it is unfinished'),
      finished: z.boolean().describe('False while it is recorded, or where it broke off'),
      sizeBytes: z.number(),
      tags: list(z.string()),
      own: z.boolean().describe('False of one that comes with the program'),
      recordingNow: z.boolean(),
      sidecarProblem: z.string().nullable(),
    })
    .meta({ id: 'ListedRecording' }),
);

export const recordings = wholeOf<RecordingsAnswer>()(
  z.strictObject({ recordings: list(listed) }).meta({ id: 'Recordings' }),
);

const annotation = z.strictObject({
  id: z.number(),
  timeUs: instantUs('What it is about'),
  untilUs: instantUs('End of what it is about').exactOptional(),
  text: z.string(),
  by: z.string(),
});
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const recording = wholeOf<RecordingAnswer>()(
  z
    .strictObject({
      recording: listed,
      described: z.strictObject({
        ...sessionFacts.shape,
        subject,
        protocol: z.string(),
        notes: z.string(),
        recordedSubject: z.string(),
        tags: list(z.string()),
        annotations: list(annotation),
        trials: z.record(z.string(), trialFacts).describe('By the number of the trial'),
      }),
      history: list(
        z.strictObject({
          atUs: instantUs('When it was said'),
          by: z.string(),
          what: z.string(),
          from: value,
          to: value,
        }),
      ),
    })
    .meta({ id: 'Recording' }),
);

const counted = z.strictObject({
  all: z.number(),
  sound: z.number().describe('Those on good data'),
});

export const contents = wholeOf<RecordingContents>()(
  z
    .strictObject({
      startUs: instantUs('First message'),
      endUs: instantUs('Last message'),
      method: z.literal('offline').nullable().describe('null where computed as samples came'),
      software,
      hasResults: z.boolean().describe('False of packets alone'),
      trials: list(
        z.strictObject({
          number: z.number().describe('From 1'),
          name: z.string(),
          startUs: instantUs('Its start'),
          endUs: instantUs('Its end').nullable(),
          reps: z.number(),
          landings: z.number(),
          strides: z.number(),
          holds: z.number(),
        }),
      ),
      markers: list(z.strictObject({ timeUs: instantUs('When'), label: z.string() })),
      reps: counted,
      landings: counted,
      strides: counted,
      holds: z.number(),
      cues: z.number(),
      calibrations: list(
        z.strictObject({
          timeUs: instantUs('When it was found'),
          verdict: z.enum(['good', 'usable', 'redo']),
        }),
      ),
      samplesLost: z.number(),
      samplesRefilled: z.number().describe('Of the lost ones, had later'),
      faults: z.number(),
      damagedChunks: z.number().describe('Stretches of the file that cannot be read'),
    })
    .meta({ id: 'RecordingContents' }),
);

export const deletion = wholeOf<DeletionAnswer>()(
  z
    .strictObject({
      token: z.string().describe('Lets just this be deleted'),
      asksDatabase: z.boolean().describe('Whether a database has yet to forget it'),
      sessions: list(
        z.strictObject({
          id: recordingId,
          subject,
          derived: z.boolean().describe('Whether it was computed from another that goes'),
          files: list(z.string()),
          stays: list(
            z.string(),
            'Files noted as made of it that are not known to be what was made, and stay',
          ),
          alsoIn: list(z.string(), 'Data sets that hold it too and stay'),
        }),
      ),
    })
    .meta({ id: 'Deletion' }),
);

export const deleted = wholeOf<DeletedAnswer>()(
  z
    .strictObject({
      sessions: z.number(),
      files: z.number(),
      left: sentences('Files that are still there, each in a sentence'),
      asksDatabase: z.boolean(),
    })
    .meta({ id: 'Deleted' }),
);

export const recovered = wholeOf<RecoveredAnswer>()(
  z
    .strictObject({
      durationS: z.number(),
      losses: z.number().describe('Stretches that cannot be read'),
      tornBytes: z.number().describe('Of a torn end, saved beside it'),
    })
    .meta({ id: 'Recovered' }),
);
