import type { Quat } from '../../../geometry/quaternion.ts';

/** Below what 32-bit floats resolve of a quaternion, and of degrees. */
const QUATERNION_DECIMALS = 9;
const DECIMALS = 6;
/** The version whose layout this is; readers look at `version` alone. */
const OPENSIM_VERSION = '4.5';

/** Head of a file of quaternions, with the line of column names. */
export function orientationsHead(rateHz: number, names: readonly string[]): string {
  return [
    `DataRate=${rateHz.toFixed(DECIMALS)}`,
    'DataType=Quaternion',
    'version=3',
    `OpenSimVersion=${OPENSIM_VERSION}`,
    'endheader',
    `${['time', ...names].join('\t')}\n`,
  ].join('\n');
}

/** Tabs between columns, commas inside a quaternion, scalar first. */
export function orientationsRow(timeS: number, orientations: readonly Quat[]): string {
  const cells = orientations.map((q) => q.map((part) => part.toFixed(QUATERNION_DECIMALS)).join());
  return `${[timeText(timeS), ...cells].join('\t')}\n`;
}

/** Head of a file of coordinates in degrees; `nColumns` counts the time. */
export function motionHead(rows: number, names: readonly string[]): string {
  return [
    'Coordinates',
    'version=1',
    `nRows=${rows}`,
    `nColumns=${names.length + 1}`,
    'inDegrees=yes',
    '',
    'endheader',
    `${['time', ...names].join('\t')}\n`,
  ].join('\n');
}

export function motionRow(timeS: number, values: readonly number[]): string {
  return `${[timeText(timeS), ...values.map((value) => value.toFixed(DECIMALS))].join('\t')}\n`;
}

function timeText(timeS: number): string {
  return timeS.toFixed(DECIMALS);
}
