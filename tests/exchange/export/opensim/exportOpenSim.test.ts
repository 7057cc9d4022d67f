import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { kneeAngles } from '../../../../src/body/jointAngles.ts';
import {
  exportOpenSim,
  OPENSIM_FILES,
} from '../../../../src/exchange/export/opensim/exportOpenSim.ts';
import {
  type Quat,
  quatConjugate,
  quatMultiply,
  quatRotate,
  quatToMatrix,
} from '../../../../src/geometry/quaternion.ts';
import { norm, type Vec3 } from '../../../../src/geometry/vector.ts';
import type { Placement, Side } from '../../../../src/model/placement.ts';
import { opened } from '../../../recording/opened.ts';
import { record } from '../../../recording/record.ts';
import { sessionSteps, temporaryFolder } from '../../../recording/session.ts';
import { csvOf, exportedBy, type Row, SAMPLE } from '../sample.ts';
import { sevenSensors } from '../sevenSensors.ts';
import { type OpenSimFile, readOpenSim } from './openSimFile.ts';

const BODY_OF: Readonly<Partial<Record<Placement, string>>> = {
  right_thigh: 'femur_r_imu',
  right_shank: 'tibia_r_imu',
  left_thigh: 'femur_l_imu',
  left_shank: 'tibia_l_imu',
  pelvis: 'pelvis_imu',
};

interface Files {
  readonly orientations: OpenSimFile;
  readonly pose: OpenSimFile;
  readonly angles: OpenSimFile;
  readonly quality: Row[];
}

async function filesOf(path: string): Promise<Files> {
  const folder = await exportedBy(exportOpenSim, path);
  expect((await readdir(folder)).toSorted()).toEqual([...OPENSIM_FILES].toSorted());
  const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  return {
    orientations: readOpenSim(await text('orientations.sto')),
    pose: readOpenSim(await text('calibration_pose.sto')),
    angles: readOpenSim(await text('angles.mot')),
    quality: parse(await text('quality.csv'), { columns: true }),
  };
}

function quatOf(file: OpenSimFile, row: number, label: string): Quat {
  const [w, x, y, z] = file.rows[row][file.labels.indexOf(label)];
  return [w, x, y, z];
}

/** Specific force of each placement in the samples, by the time of the nearest row. */
async function forcesAt(
  path: string,
  timeS: readonly number[],
): Promise<Map<Placement, Map<number, Vec3>>> {
  const recording = await opened(path);
  const rowAt = new Map(timeS.map((t, row) => [Math.round(100 * t), row]));
  const placeOf = new Map<string, Placement>();
  const forces = new Map<Placement, Map<number, Vec3>>();
  for await (const batch of recording.batches(['input', 'samples'])) {
    for (const message of batch) {
      if (message.kind === 'input') {
        const { input } = message;
        if (input.type === 'placed' && input.placement)
          placeOf.set(input.sensorId, input.placement);
        continue;
      }
      const { samples } = message;
      const place = placeOf.get(samples.sensorId);
      if (place === undefined) continue;
      const own = forces.get(place) ?? new Map<number, Vec3>();
      forces.set(place, own);
      for (let i = 0; i < samples.count; i++) {
        const t = (samples.timeUs[i] - recording.metadata.startedUs) / 1e6;
        const row = rowAt.get(Math.round(100 * t));
        const [x, y, z] = samples.acceleration.subarray(3 * i, 3 * i + 3);
        if (row !== undefined) own.set(row, [x, y, z]);
      }
    }
  }
  return forces;
}

/** Degrees between the vertical by a file and by the accelerometers, in the mean over all rows. */
async function tiltErrors(path: string, file: OpenSimFile): Promise<Map<string, number>> {
  const errors = new Map<string, number>();
  for (const [place, forces] of await forcesAt(path, file.timeS)) {
    const label = BODY_OF[place];
    if (label === undefined) continue;
    const sum = [0, 0, 0];
    for (const [row, force] of forces) {
      quatRotate(quatOf(file, row, label), force).forEach((value, i) => {
        sum[i] += value / forces.size;
      });
    }
    const mean: Vec3 = [sum[0], sum[1], sum[2]];
    // Accelerations of a person who stays in place cancel in the mean; gravity points up along Y.
    errors.set(label, (Math.acos(mean[1] / norm(mean)) * 180) / Math.PI);
  }
  return errors;
}

describe('an export to OpenSim', () => {
  it('has one clock: the same rows in orientations, angles and quality', async () => {
    const { orientations, pose, angles, quality } = await filesOf(SAMPLE);
    expect(orientations.header.get('DataType')).toBe('Quaternion');
    expect(orientations.header.get('DataRate')).toBe('100.000000');
    expect(orientations.labels).toEqual([
      'femur_r_imu',
      'tibia_r_imu',
      'femur_l_imu',
      'tibia_l_imu',
    ]);
    expect(pose.labels).toEqual(orientations.labels);
    expect(pose.rows).toHaveLength(1);
    expect(angles.titles).toEqual(['Coordinates']);
    expect(angles.header.get('inDegrees')).toBe('yes');
    expect(angles.labels).toEqual([
      'knee_angle_r',
      'knee_adduction_r',
      'knee_rotation_r',
      'knee_angle_l',
      'knee_adduction_l',
      'knee_rotation_l',
    ]);
    expect(angles.timeS).toEqual(orientations.timeS);
    expect(quality.map(({ time_s }) => Number(time_s))).toEqual(angles.timeS);
    expect(new Set(quality.map((row) => row.right_knee_quality))).toEqual(new Set(['ok']));
  });

  it('has the angles of the frames with the signs of OpenSim', async () => {
    const { angles } = await filesOf(SAMPLE);
    const body = (await csvOf(SAMPLE)).body.filter(
      (row) => row.right_knee_flexion_deg !== '' && row.left_knee_flexion_deg !== '',
    );
    expect(angles.rows).toHaveLength(body.length);
    for (const [i, row] of body.entries()) {
      const [flexion, adduction, rotation] = angles.rows[i].slice(3).flat();
      expect(flexion).toBeCloseTo(Number(row.left_knee_flexion_deg), 5);
      expect(adduction).toBeCloseTo(-Number(row.left_knee_valgus_deg), 5);
      expect(rotation).toBeCloseTo(Number(row.left_knee_internal_rotation_deg), 5);
    }
  });

  it('turns what every sensor felt upward, in a world with Y up', async () => {
    const { orientations } = await filesOf(SAMPLE);
    const errors = await tiltErrors(SAMPLE, orientations);
    expect(errors.size).toBe(4);
    // The simulated accelerometers are off by up to 20 mg, which are 1.1°.
    for (const [label, errorDeg] of errors) expect(errorDeg, label).toBeLessThan(1.5);
  });

  it('gives OpenSense, which compares with the pose, the flexion of the frames', async () => {
    const { orientations, pose, angles } = await filesOf(SAMPLE);
    const segment = (row: number, label: string): Quat =>
      quatMultiply(quatOf(orientations, row, label), quatConjugate(quatOf(pose, 0, label)));
    for (const [side, letter] of [
      ['right', 'r'],
      ['left', 'l'],
    ] as const satisfies [Side, string][]) {
      const column = angles.labels.indexOf(`knee_angle_${letter}`);
      let deepest = 0;
      for (let row = 0; row < orientations.rows.length; row += 7) {
        const femur = quatToMatrix(segment(row, `femur_${letter}_imu`));
        const tibia = quatToMatrix(segment(row, `tibia_${letter}_imu`));
        const { kneeFlexionDeg } = kneeAngles(femur, tibia, side);
        const [flexionDeg] = angles.rows[row][column];
        // The refinement turns the axes of the angles, not the segments, by up to 8° each.
        expect(Math.abs(kneeFlexionDeg - flexionDeg)).toBeLessThan(3);
        deepest = Math.max(deepest, kneeFlexionDeg);
      }
      expect(deepest).toBeGreaterThan(60);
    }
  });

  it('has pelvis, hips and ankles where sensors tell them', async () => {
    const path = await sevenSensors();
    const { orientations, pose, angles } = await filesOf(path);
    // Who squats faces forward all the while; a toe-out taken the wrong way would turn it by 14°.
    const facing = orientations.rows.map((_, row) => {
      const fromPose = quatConjugate(quatOf(pose, 0, 'pelvis_imu'));
      const pelvis = quatMultiply(quatOf(orientations, row, 'pelvis_imu'), fromPose);
      const [x, , z] = quatRotate(pelvis, [1, 0, 0]);
      return (Math.atan2(-z, x) * 180) / Math.PI;
    });
    expect(Math.abs(facing.reduce((sum, deg) => sum + deg, 0) / facing.length)).toBeLessThan(3);
    expect(orientations.labels[0]).toBe('pelvis_imu');
    expect(angles.labels).toEqual([
      ...['hip_flexion_r', 'hip_adduction_r', 'hip_rotation_r'],
      ...['knee_angle_r', 'knee_adduction_r', 'knee_rotation_r'],
      ...['ankle_angle_r', 'subtalar_angle_r'],
      ...['hip_flexion_l', 'hip_adduction_l', 'hip_rotation_l'],
      ...['knee_angle_l', 'knee_adduction_l', 'knee_rotation_l'],
      ...['ankle_angle_l', 'subtalar_angle_l'],
    ]);
    const errors = await tiltErrors(path, orientations);
    expect(errors.size).toBe(5);
    for (const [label, errorDeg] of errors) expect(errorDeg, label).toBeLessThan(1.5);
  });

  it('is refused, with nothing left, where no frame has angles', async () => {
    const steps = [...sessionSteps(0.5)].map((step) => {
      if (step.kind !== 'output') return step;
      const frames = step.output.frames.map((frame) => ({
        ...frame,
        legs: frame.legs.map((leg) => ({
          ...leg,
          measures: { ...leg.measures, kneeFlexionDeg: Number.NaN },
        })),
      }));
      return { ...step, output: { ...step.output, frames } };
    });
    const folder = await temporaryFolder();
    const job = exportOpenSim(await opened(await record(steps)), join(folder, 'out'));
    await expect(job).rejects.toThrow(/no frame with angles/);
    expect(await readdir(folder)).toEqual([]);
  });
});
