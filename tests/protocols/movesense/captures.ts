import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { MeasurementName, Quantity } from '../../../src/protocols/movesense/index.ts';
import { bytesOf } from '../wireHelpers.ts';

const vectors = z.array(z.strictObject({ x: z.number(), y: z.number(), z: z.number() })).optional();

const fixtureSchema = z.object({
  channels: z.record(
    z.string(),
    z.object({
      packet_hex: z.string(),
      json_entry: z
        .object({
          ArrayAcc: vectors,
          ArrayGyro: vectors,
          ArrayMagn: vectors,
          Timestamp: z.number(),
        })
        .optional(),
    }),
  ),
});

const { channels } = fixtureSchema.parse(
  JSON.parse(readFileSync(new URL('fixture.json', import.meta.url), 'utf8')),
);

/** Bytes that a sensor sent, and what its own logbook has of the same samples: m/s², °/s and µT. */
export interface Capture {
  readonly name: MeasurementName;
  readonly path: string;
  readonly data: Uint8Array;
  readonly timestampMs: number;
  readonly logged: Readonly<Partial<Record<Quantity, readonly number[]>>>;
}

export const CAPTURES = {
  Acc: captureOf('Acc', '/Meas/Acc/52'),
  Gyro: captureOf('Gyro', '/Meas/Gyro/52'),
  Magn: captureOf('Magn', '/Meas/Magn/13'),
  IMU6: captureOf('IMU6', '/Meas/IMU6/52'),
  IMU9: captureOf('IMU9', '/Meas/IMU9/52'),
} as const satisfies Partial<Record<MeasurementName, Capture>>;

function captureOf(name: MeasurementName, path: string): Capture {
  const { packet_hex, json_entry } = channels[path]!;
  const { ArrayAcc, ArrayGyro, ArrayMagn, Timestamp } = json_entry!;
  const logged: Partial<Record<Quantity, number[]>> = {};
  if (ArrayAcc) logged.acceleration = ArrayAcc.flatMap(({ x, y, z }) => [x, y, z]);
  if (ArrayGyro) logged.angularRate = ArrayGyro.flatMap(({ x, y, z }) => [x, y, z]);
  if (ArrayMagn) logged.magneticField = ArrayMagn.flatMap(({ x, y, z }) => [x, y, z]);
  return { name, path, data: bytesOf(packet_hex), timestampMs: Timestamp, logged };
}
