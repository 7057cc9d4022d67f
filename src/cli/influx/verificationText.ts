import type { MeasurementComparison } from '../../influx/verify/byMeasurement.ts';
import type { Difference } from '../../influx/verify/differences.ts';
import type { UploadVerification } from '../../influx/verify/verifyUpload.ts';
import { alignedTable } from '../info/alignedTable.ts';

/**
 * What came of comparing one recording: a line, and below it one for each measurement that differs.
 * @param all whether each field is told instead
 */
export function verificationText(
  name: string,
  verification: UploadVerification,
  all: boolean,
): string[] {
  const { differences, measurements } = verification;
  const head = `${name}: ${[soFar(verification), ...found(verification, all)].join(', ')}`;
  if (differences.length === 0) return [head];
  if (all) return [head, ...tableOf(differences).map(indented)];
  return isGone(measurements) ? [head] : [head, ...rowsOf(measurements).map(indented)];
}

export function isWhole({ uploaded, subject, differences }: UploadVerification): boolean {
  const isThere = uploaded === 'all' || uploaded === 'open';
  return isThere && subject === null && differences.length === 0;
}

function soFar({ uploaded, lines, allLines }: UploadVerification): string {
  switch (uploaded) {
    case 'all':
      return `${lines} lines`;
    case 'open':
      return `${lines} lines so far of a recording that is not closed`;
    case 'part':
      return `${lines} of ${allLines} lines, the rest is not uploaded yet`;
    default:
      return 'not uploaded';
  }
}

function found(verification: UploadVerification, all: boolean): string[] {
  const { subject, differences, measurements } = verification;
  if (isWhole(verification)) return ['as recorded'];
  const said: string[] = [];
  if (subject !== null) {
    said.push(`the database has it as ${subject.uploaded}, it is of ${subject.now} now`);
  }
  if (isGone(measurements)) said.push('nothing of it is there');
  else if (differences.length > 0) {
    const which = all ? '' : ' (--all tells which)';
    said.push(
      `${differences.length === 1 ? '1 field differs' : `${differences.length} fields differ`}${which}`,
    );
  }
  return said;
}

/** Whether the database has nothing at all of what it should have. */
function isGone(measurements: readonly MeasurementComparison[]): boolean {
  return (
    measurements.length > 0 &&
    measurements.every(({ values, missing, tooMany }) => missing === values && tooMany === 0)
  );
}

function rowsOf(measurements: readonly MeasurementComparison[]): string[] {
  const rows = measurements.map((each) => [`${each.measurement}:`, saidOf(each).join(', ')]);
  return alignedTable(rows.filter(([, said]) => said !== ''));
}

function saidOf({ values, missing, tooMany, otherFields }: MeasurementComparison): string[] {
  const said: string[] = [];
  if (missing === values && missing > 0) said.push('nothing of it is there');
  else if (missing > 0) said.push(`${values - missing} of ${values} values are there`);
  if (tooMany > 0)
    said.push(tooMany === 1 ? '1 value is too many' : `${tooMany} values are too many`);
  if (otherFields > 0) {
    said.push(
      otherFields === 1 ? '1 field has other values' : `${otherFields} fields have other values`,
    );
  }
  return said;
}

function tableOf(differences: readonly Difference[]): string[] {
  const rows = differences.map(({ measurement, series, field, what, wanted, found }) => [
    measurement,
    series,
    field,
    what,
    wanted,
    found,
  ]);
  return alignedTable([
    ['measurement', 'of', 'field', 'what', 'recorded', 'in the database'],
    ...rows,
  ]);
}

function indented(line: string): string {
  return `  ${line}`;
}
