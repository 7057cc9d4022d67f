import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECK_LIMITS } from '../../src/body/calibration/checks/checkLimits.ts';
import { frontalMeasures } from '../../src/body/frontalMeasures.ts';
import { kneeAngles } from '../../src/body/jointAngles.ts';
import {
  ENTERED_TOE_OUT_SD_DEG,
  LATERAL_SD_DEG,
  OFFSET_SD_DEG,
  RELATIVE_SHARE,
  SAGITTAL_SD_DEG,
  SHANK_TURN_SD_DEG,
  THIGH_AXIS_SHARE,
  UNREFINED_COVARIANCE_DEG2,
} from '../../src/body/uncertaintyConstants.ts';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { IDENTITY, type Mat3 } from '../../src/geometry/rotation.ts';
import { norm, normalize, subtract, type Vec3 } from '../../src/geometry/vector.ts';
import { LEG_MEASURES } from '../../src/model/bodyFrame.ts';
import { CALIBRATION_CHECKS } from '../../src/model/calibration.ts';
import { SIDES, type Side, sideSign } from '../../src/model/placement.ts';
import { QUALITY_FLAGS } from '../../src/model/quality.ts';
import { DEFAULT_THRESHOLDS, headlineOf, repSettingsFor } from '../../src/movement/thresholds.ts';

const PAGE = readFileSync('docs/conventions.md', 'utf8');

/** Cells of the rows of the table whose header row starts with `first`. */
function table(first: string): string[][] {
  const lines = PAGE.split('\n');
  const header = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  if (header < 0) throw new Error(`docs/conventions.md has no table that starts with ${first}`);
  const rest = lines.slice(header + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '').replaceAll('−', '-')),
    );
}

/** Half a unit of the last printed digit. */
function rounding(printed: string): number {
  return 0.5001 * 10 ** -(printed.split('.')[1] ?? '').length;
}

const JOINTS = new Map<string, Vec3>(
  table('joint').map(([name, x, y, z]) => [name, [Number(x), Number(y), Number(z)]]),
);

function joint(name: string): Vec3 {
  const position = JOINTS.get(name);
  if (!position) throw new Error(`the example has no ${name}`);
  return position;
}

function exampleMeasures(side: Side): ReadonlyMap<string, number> {
  const shank = subtract(joint(`${side} knee`), joint(`${side} ankle`));
  const thigh = subtract(joint(`${side} hip`), joint(`${side} knee`));
  const measures = frontalMeasures({
    side,
    shankAxis: normalize(shank),
    thighAxis: normalize(thigh),
    subjectHeadingRad: 0,
    footHeadingRad: -sideSign(side) * 7 * RAD_PER_DEG,
    shankLengthM: norm(shank),
    thighLengthM: norm(thigh),
  });
  const byKey = new Map<string, number>(Object.entries(measures));
  return new Map(LEG_MEASURES.map(({ key, column }) => [column, byKey.get(key) ?? Number.NaN]));
}

function matrix(text: string): Mat3 {
  const [a, b, c, d, e, f, g, h, i] = text.split(/[ /]+/).map(Number);
  return [a, b, c, d, e, f, g, h, i];
}

describe('docs/conventions.md', () => {
  it('lists every measure with its quality group, in the order of files', () => {
    expect(table('name').map(([name, , quality]) => [name, quality])).toEqual(
      LEG_MEASURES.map(({ column, group }) => [column, group]),
    );
  });

  it('lists every quality word from mildest to worst', () => {
    expect(table('word').map(([word]) => word)).toEqual([...QUALITY_FLAGS]);
  });

  it('lists the limits of every check of a calibration', () => {
    const printed = (value: number | null): string =>
      value === null ? '–' : String(Number(value.toFixed(1 + 2 * Number(value < 1))));
    expect(table('check').map((row) => row.slice(0, 5))).toEqual(
      CALIBRATION_CHECKS.map((name) => {
        const { unit, good, limit, redo } = CHECK_LIMITS[name];
        const words = good === 'atMost' ? 'at most' : 'at least';
        return [name, unit, words, printed(limit), printed(redo)];
      }),
    );
  });

  it.each(['bilateralSquat', 'singleLegSquat'] as const)(
    'prints the rep settings of %s',
    (task) => {
      const settings = Object.entries(repSettingsFor(task, DEFAULT_THRESHOLDS));
      const printed = table('rep setting').map(([name, bilateral, single]) => [
        name,
        Number(task === 'bilateralSquat' ? bilateral : single),
      ]);
      expect(Object.fromEntries(printed)).toEqual(Object.fromEntries(settings));
    },
  );

  it('prints the cue settings, the dwell times by rising noise', () => {
    const { onHoldMs, fade, ...others } = DEFAULT_THRESHOLDS.cue;
    const printed = new Map(table('cue setting').map(([name, value]) => [name, value]));
    expect(printed.get('onHoldMs')).toBe(
      [onHoldMs['sigmaLe1.0'], onHoldMs['sigmaLe1.3'], onHoldMs.else].join(' / '),
    );
    expect(printed.get('fade')).toBe(fade.join(' / '));
    printed.delete('onHoldMs');
    printed.delete('fade');
    expect(Object.fromEntries([...printed].map(([name, value]) => [name, Number(value)]))).toEqual(
      others,
    );
  });

  it.each(['bilateralSquat', 'singleLegSquat'] as const)(
    'prints headline and bands of %s',
    (task) => {
      const { measure, unit, bandEdges } = headlineOf(task, DEFAULT_THRESHOLDS);
      const column = LEG_MEASURES.find(({ key }) => key === measure)?.column;
      const row = table('task').find(([name]) => name === task);
      expect(row).toEqual([task, column, unit, ...bandEdges.map(String)]);
    },
  );

  it('prints the scale between centimetres and degrees and the hysteresis of the bands', () => {
    const { cm, deg } = DEFAULT_THRESHOLDS.hysteresis;
    expect(PAGE).toContain(`**${cm} cm stand for ${deg}°**`);
    expect(PAGE).toContain(`${cm} cm or ${deg.toFixed(1)}° below it`);
  });

  it('prints the sources of each standard deviation and a law for each', () => {
    const printed = new Map(table('source').map(([name, sd, where]) => [name, `${sd} ${where}`]));
    const constants: [string, number][] = [
      ['σ_s', SAGITTAL_SD_DEG],
      ['σ_l', LATERAL_SD_DEG],
      ['σ_o', OFFSET_SD_DEG],
      ['σ_x, σ_y', Math.sqrt(UNREFINED_COVARIANCE_DEG2[2])],
      ['σ_rel', RELATIVE_SHARE],
      ['σ_S', SHANK_TURN_SD_DEG],
      ['σ_T', THIGH_AXIS_SHARE],
      ['σ_toe', ENTERED_TOE_OUT_SD_DEG],
    ];
    expect([...printed.keys()]).toEqual(constants.map(([name]) => name));
    for (const [name, value] of constants) {
      expect(printed.get(name), name).toMatch(new RegExp(`(^|\\s)${value}(°|\\s)`));
    }
    const laws = table('value').flatMap(([names]) => names.split(', '));
    const stated = LEG_MEASURES.map(({ column }): string => column).filter((column) =>
      /_sd_/.test(column),
    );
    expect(laws.toSorted()).toEqual(stated.toSorted());
  });

  it.each(SIDES)('works its frontal example out as the code does on the %s', (side) => {
    const measures = exampleMeasures(side);
    const rows = table('measure');
    expect(rows.length).toBe(7);
    for (const [name, right, left] of rows) {
      const printed = side === 'right' ? right : left;
      const error = Math.abs((measures.get(name) ?? Number.NaN) - Number(printed));
      expect(error, name).toBeLessThan(rounding(printed));
    }
  });

  it.each(SIDES)('works its joint example out as the code does on the %s', (side) => {
    const row = table('leg').find(([leg]) => leg === side);
    const [, shank, flexion, valgus, rotation] = row ?? [];
    const knee = kneeAngles(IDENTITY, matrix(shank), side);
    expect(knee.kneeFlexionDeg).toBeCloseTo(Number(flexion), 1);
    expect(knee.kneeValgusDeg).toBeCloseTo(Number(valgus), 1);
    expect(knee.kneeInternalRotationDeg).toBeCloseTo(Number(rotation), 1);
  });
});
