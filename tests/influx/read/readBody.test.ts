import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InfluxReader } from '../../../src/influx/read/influxReader.ts';
import { readBody } from '../../../src/influx/read/readBody.ts';
import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import { SIDES } from '../../../src/model/placement.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { uploadFolder } from '../uploadFolder.ts';
import { influxConfig } from './queryServer.ts';

describe('reading angles back', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE body');
  });
  afterAll(() => server.dispose());

  it('gives every frame of a session to the last bit, and NaN for what is absent', async () => {
    const folder = await temporaryFolder();
    const writer = await RecordingWriter.create(join(folder, `${SESSION.id}.mcap`), SESSION);
    const frames: BodyFrame[] = [];
    for (const step of sessionSteps(6)) {
      writeStep(writer, step);
      if (step.kind === 'output') frames.push(...step.output.frames);
    }
    await writer.close();
    const config = influxConfig(server.url, { bucket: 'body', token: '' });
    await uploadFolder(folder, config);

    const reader = await InfluxReader.connect(config);
    const columns = [
      'knee_flexion_deg',
      'foot_roll_deg',
      'knee_medial_deviation_m',
      'knee_quality',
      'latency_us',
    ] as const;
    const read = new Map(SIDES.map((side) => [side, [] as number[][]]));
    for await (const block of readBody(reader, SESSION.id, SIDES, columns)) {
      for (let i = 0; i < block.timeUs.length; i++) {
        const values = columns.map((name) => block.columns[name][i]);
        read.get(block.side)?.push([block.timeUs[i], ...values]);
      }
    }
    reader.close();
    for (const side of SIDES) {
      const expected = frames.map(({ timeUs, arrivalUs, legs }) => {
        const leg = legs.find((each) => each.side === side) ?? legs[0];
        const { kneeFlexionDeg, footRollDeg, kneeMedialDeviationM } = leg.measures;
        const { knee } = leg.quality;
        return [
          timeUs,
          kneeFlexionDeg,
          footRollDeg,
          kneeMedialDeviationM,
          knee,
          arrivalUs - timeUs,
        ];
      });
      expect(expected).toHaveLength(600);
      expect(expected.some((row) => row.some(Number.isNaN))).toBe(true);
      expect(read.get(side)).toEqual(expected);
    }
  });

  it('gives nothing of a session that is not there', async () => {
    const reader = await InfluxReader.connect(
      influxConfig(server.url, { bucket: 'body', token: '' }),
    );
    for await (const block of readBody(reader, "it's not")) expect(block).toBe('nothing');
    reader.close();
  });
});
