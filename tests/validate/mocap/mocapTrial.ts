import { SIDES, type Side } from '../../../src/model/placement.ts';
import { columnsOf, readTable, type Table } from '../../tools/realData.ts';
import { tableFile } from '../dataSet.ts';

/** Optical motion of both legs: columns of `<side>_<name>` by one name for either leg. */
export interface MocapTrial {
  readonly rateHz: number;
  readonly rows: number;
  readonly legs: Readonly<Record<Side, MocapLeg>>;
}

/** Lab axes: x forward, y up, z to the right; metres and degrees. */
export interface MocapLeg {
  readonly thigh: QuaternionColumns;
  readonly shank: QuaternionColumns;
  readonly foot: QuaternionColumns;
  readonly hipCentre: VectorColumns;
  readonly kneeCentre: VectorColumns;
  readonly ankleCentre: VectorColumns;
  readonly kneeFlexionDeg: Float64Array;
  readonly kneeAdductionDeg: Float64Array;
  readonly kneeInternalRotationDeg: Float64Array;
  readonly ankleDorsiflexionDeg: Float64Array;
  readonly ankleInversionDeg: Float64Array;
}

export type VectorColumns = readonly [Float64Array, Float64Array, Float64Array];
export type QuaternionColumns = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

const LETTER: Readonly<Record<Side, string>> = { right: 'r_', left: 'l_' };
const MIN_ROWS = 20;

/** @throws where a column is missing, too short, or has a cell that is no number */
export function readMocapTrial(folder: string, trial: string): MocapTrial {
  const table = readTable(tableFile(trial), folder);
  const [t] = columnsOf(table, '', ['t']);
  if (t.length < MIN_ROWS) throw new Error(`${t.length} rows; at least ${MIN_ROWS} are needed`);
  const rateHz = Math.round((t.length - 1) / (t[t.length - 1] - t[0]));
  const [right, left] = SIDES.map((side) => legOf(table, LETTER[side]));
  return { rateHz, rows: t.length, legs: { right, left } };
}

function legOf(table: Table, letter: string): MocapLeg {
  const scalar = (name: string): Float64Array => numbers(table, letter, [name])[0];
  const vector = (name: string): VectorColumns => {
    const [x, y, z] = numbers(table, `${letter}${name}_`, ['x', 'y', 'z']);
    return [x, y, z];
  };
  const quaternion = (name: string): QuaternionColumns => {
    const [w, x, y, z] = numbers(table, `${letter}${name}_q`, ['w', 'x', 'y', 'z']);
    return [w, x, y, z];
  };
  return {
    thigh: quaternion('thigh'),
    shank: quaternion('shank'),
    foot: quaternion('foot'),
    hipCentre: vector('hjc'),
    kneeCentre: vector('knee'),
    ankleCentre: vector('ankle'),
    kneeFlexionDeg: scalar('knee_flex_deg'),
    kneeAdductionDeg: scalar('knee_add_deg'),
    kneeInternalRotationDeg: scalar('knee_introt_deg'),
    ankleDorsiflexionDeg: scalar('ankle_dorsi_deg'),
    ankleInversionDeg: scalar('ankle_inv_deg'),
  };
}

function numbers(table: Table, prefix: string, suffixes: readonly string[]): Float64Array[] {
  const columns = columnsOf(table, prefix, suffixes);
  columns.forEach((column, i) => {
    const row = column.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw new Error(`column ${prefix}${suffixes[i]} has no number in row ${row}`);
  });
  return columns;
}
