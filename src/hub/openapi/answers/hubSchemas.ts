import { z } from 'zod';
import type { UploadState } from '../../../model/uploadState.ts';
import type { AccessAnswer } from '../../../stream/answers/access.ts';
import type { HealthAnswer, SensorsAnswer, ShownAnswer } from '../../../stream/answers/hub.ts';
import type { SensorStatus } from '../../../stream/messages.ts';
import { instantUs, list, sentences, wholeOf } from './answerSchema.ts';
import { placement, recordingId, simulated, software } from './words.ts';

const mode = z.enum(['live', 'replay']).describe('The sensors, or a recording');

const upload = wholeOf<UploadState>()(
  z
    .strictObject({
      state: z
        .enum(['off', 'idle', 'uploading', 'waiting'])
        .describe('waiting: the server takes no data now; it is tried again by itself'),
      lagS: z.number().describe('Seconds for which something recorded has not been uploaded'),
      linesSent: z.number().describe('Acknowledged'),
      linesRefused: z.number().describe('Set aside: the server will never take them'),
      requests: z.number().describe('Writes that were tried'),
      retries: z.number().describe('How often it had to begin again'),
      recordingsLeft: z.number().describe('Recordings of which something is not uploaded'),
      deletionsWaiting: z.number().describe('Sessions that the database has yet to forget'),
      lastError: z.string().nullable().describe('Why it waits; null when all is well'),
      lastErrorSinceUs: instantUs('Since when that is so').nullable(),
    })
    .meta({ id: 'UploadState' }),
);

export const health = wholeOf<HealthAnswer>()(
  z
    .strictObject({
      status: z.enum(['ok', 'degraded']).describe('degraded where there are faults'),
      mode,
      session: z.string().describe('Id of the recording; empty before the first sensor'),
      simulated,
      software,
      clients: z.number().describe('Pages and programs that listen to the stream'),
      faults: sentences('What is wrong now, one sentence each'),
      upload: upload.nullable(),
    })
    .meta({ id: 'Health' }),
);

const sensor = wholeOf<SensorStatus>()(
  z
    .strictObject({
      id: z.string().describe('Serial number'),
      name: z.string().describe('As it advertises itself'),
      placement: placement.nullable(),
      link: z.enum(['found', 'linking', 'streaming', 'lost']),
      rateHz: z.number().describe('Samples per second over the last second; 0 when silent'),
      nominalRateHz: z.number().exactOptional().describe('What it said it would send'),
      upAxis: z
        .tuple([z.number(), z.number(), z.number()])
        .readonly()
        .exactOptional()
        .describe('Axis of the sensor that points to the head when worn: x, y, z'),
      deliveredSamples: z
        .number()
        .exactOptional()
        .describe('As they were taken, over all its links'),
      lostSamples: z.number().describe('Taken and not delivered so far'),
      lateSamples: z.number().describe('Delivered again, and left out'),
      refilledSamples: z.number().describe('Lost on the way, and had again later'),
      reconnects: z.number().describe('How often its link was lost and built anew'),
      batteryPercent: z.number().nullable().describe('null where it does not tell'),
      rssiDbm: z.number().nullable().describe('Strength of its radio signal, dBm'),
      problem: z.string().nullable().describe('What is wrong with it, a sentence'),
    })
    .meta({ id: 'SensorStatus' }),
);

export const sensors = wholeOf<SensorsAnswer>()(
  z.strictObject({ sensors: list(sensor) }).meta({ id: 'Sensors' }),
);

export const shown = wholeOf<ShownAnswer>()(
  z.strictObject({ mode, session: recordingId }).meta({ id: 'Shown' }),
);

export const access = wholeOf<AccessAnswer>()(
  z
    .strictObject({
      needed: z.boolean().describe('Whether this hub needs a token'),
      role: z.enum(['viewer', 'operator']).nullable().describe('null without a valid token'),
    })
    .meta({ id: 'Access' }),
);
