import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Calibration } from '../model/calibration.ts';
import { type Placement, placementOf, SIDES } from '../model/placement.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import {
  readStateFile,
  StateFileError,
  StateUnreadError,
  setAside,
  writeStateFile,
} from './stateFile.ts';

export const CALIBRATION_VERSION = 1;
const SUFFIX = '.json';

const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const alignment = z.looseObject({
  sensorId: z.string().min(1),
  segmentToSensor: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  gyroBiasRadps: vec3,
  leverArmM: vec3,
});
/** What using it again rests on; the rest is told, not reckoned with. */
const calibrationShape = z.looseObject({
  id: z.string(),
  timeUs: z.number(),
  verdict: z.enum(['good', 'usable']),
  legs: z
    .array(
      z.looseObject({
        side: z.enum(SIDES),
        thigh: alignment,
        shank: alignment,
        axisSdDeg: z.number(),
        refinementDeg: z.tuple([z.number(), z.number()]),
      }),
    )
    .min(1),
});

const fileSchema = z.object({
  schemaVersion: z.literal(CALIBRATION_VERSION),
  calibration: z.custom<Calibration>((value) => calibrationShape.safeParse(value).success, {
    message: 'not a calibration of this version',
  }),
});

/** What a file of the store holds; null for anything else. */
export function storedCalibration(json: unknown): Calibration | null {
  return fileSchema.safeParse(json).data?.calibration ?? null;
}

/** The newest sound calibration of each set of sensors and places; kept beside the recordings. */
export class CalibrationStore {
  readonly #folder: string;
  readonly #calibrations = new Map<string, Calibration>();
  #writing: Promise<void> = Promise.resolve();

  constructor(recordingsFolder: string) {
    this.#folder = join(recordingsFolder, '.plumbline', 'calibrations');
  }

  /**
   * Reads what was stored. A file that is not understood is set aside; one that cannot be read now is left
   * alone, until a newer calibration of the same sensors takes its place.
   * @returns a sentence for the person for each of those
   */
  async load(): Promise<string[]> {
    const sentences: string[] = [];
    for (const name of await this.#files()) {
      const path = join(this.#folder, name);
      try {
        const stored = await readStateFile(path, fileSchema);
        if (stored) this.#calibrations.set(keyOf(stored.calibration), stored.calibration);
      } catch (error) {
        if (!(error instanceof StateFileError)) throw error;
        const isAside = !(error instanceof StateUnreadError) && (await setAside(path));
        const way = isAside ? 'was set aside' : 'is passed over';
        sentences.push(`A stored calibration could not be read and ${way}: ${withoutPath(error)}.`);
      }
    }
    return sentences;
  }

  /**
   * The newest calibration of exactly the legs that wear both sensors, or null.
   * @param placements where each sensor is worn, by serial
   */
  fitting(placements: ReadonlyMap<string, Placement>): Calibration | null {
    const wearers = new Map([...placements].map(([id, placement]) => [placement, id]));
    const worn = SIDES.flatMap((side) => {
      const thigh = wearers.get(placementOf(side, 'thigh'));
      const shank = wearers.get(placementOf(side, 'shank'));
      return thigh && shank ? [{ side, thigh, shank }] : [];
    });
    return this.#calibrations.get(keyOfLegs(worn)) ?? null;
  }

  /** Takes effect at once; resolves when it is on the disk. */
  save(calibration: Calibration): Promise<void> {
    const key = keyOf(calibration);
    this.#calibrations.set(key, calibration);
    const name = createHash('sha256').update(key).digest('hex').slice(0, 16) + SUFFIX;
    const contents = { schemaVersion: CALIBRATION_VERSION, calibration };
    const written = this.#writing.then(() => writeStateFile(join(this.#folder, name), contents));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #files(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith(SUFFIX)).sort();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}

function keyOf({ legs }: Calibration): string {
  return keyOfLegs(
    legs.map(({ side, thigh, shank }) => ({
      side,
      thigh: thigh.sensorId,
      shank: shank.sensorId,
    })),
  );
}

function keyOfLegs(
  legs: readonly { readonly side: string; readonly thigh: string; readonly shank: string }[],
): string {
  return JSON.stringify(legs.map(({ side, thigh, shank }) => [side, thigh, shank]).sort());
}
