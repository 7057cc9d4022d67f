import { listed } from '../importError.ts';
import type { Header } from './header.ts';
import type { SensorQuantity } from './quantity.ts';
import { placeOfSensorName, twinsAmong, VALID_SENSOR_NAMES } from './sensorName.ts';
import {
  type AcceptedSensors,
  layoutOf,
  type SensorColumns,
  type TableLayout,
} from './tableLayout.ts';

const TIME = 't';
const SENSOR_COLUMN = /^(?:(.+)_)?[agm][xyz]$/;
const LETTER_OF: Readonly<Record<SensorQuantity, string>> = {
  acceleration: 'a',
  angularRate: 'g',
  magneticField: 'm',
};

/**
 * What is what in a table whose columns have the names that docs/import.md gives.
 * @throws ImportError when time or sensors are missing, incomplete or there twice.
 */
export function namedLayout(header: Header, accept: AcceptedSensors): TableLayout {
  const time = header.find(TIME, 'time');
  if (time === null) throw header.error(`there is no column ${TIME}; ${remedy(header, accept)}.`);
  const prefixes = prefixesIn(header).filter(
    (prefix) => accept === 'anySensor' || placeOfSensorName(prefix) !== null,
  );
  if (prefixes.length === 0) throw header.error(`no sensor is in it; ${remedy(header, accept)}.`);
  const twins = accept === 'segments' ? twinsAmong(prefixes) : null;
  if (twins !== null) {
    throw header.error(
      `columns ${twins[0]}_… and ${twins[1]}_… are of the same sensor; valid is one of the two names.`,
    );
  }
  const complete = prefixes.filter((prefix) => missingFrom(header, prefix).length === 0);
  // Of any names, some may only look like a sensor's: these say nothing of a sensor that is whole.
  const taken = accept === 'anySensor' && complete.length > 0 ? complete : prefixes;
  const columns = taken.map((prefix) => [prefix, sensorColumns(header, prefix)] as const);
  return layoutOf(header, time, new Map(columns));
}

function prefixesIn(header: Header): string[] {
  const prefixes = header.names.flatMap((name) => {
    const match = SENSOR_COLUMN.exec(name);
    return match === null ? [] : [match[1] ?? ''];
  });
  return [...new Set(prefixes)];
}

function sensorColumns(header: Header, prefix: string): SensorColumns {
  const triple = (quantity: SensorQuantity) =>
    namesOf(prefix, quantity).flatMap((name) => header.find(name, quantity) ?? []);
  const acceleration = triple('acceleration');
  const angularRate = triple('angularRate');
  const magneticField = hasField(header, prefix) ? triple('magneticField') : null;
  const missing = missingFrom(header, prefix);
  if (missing.length === 0) return { acceleration, angularRate, magneticField };
  const sensor = prefix === '' ? 'the sensor' : `the sensor ${prefix}`;
  throw header.error(
    `${sensor} has not all of its columns: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing; valid are ax, ay, az, gx, gy, gz together, with all or none of mx, my, mz.`,
  );
}

/** Names of the columns that a sensor with this prefix would have, and the table has not. */
function missingFrom(header: Header, prefix: string): string[] {
  const quantities: SensorQuantity[] = ['acceleration', 'angularRate'];
  if (hasField(header, prefix)) quantities.push('magneticField');
  return quantities
    .flatMap((quantity) => namesOf(prefix, quantity))
    .filter((name) => !header.names.includes(name));
}

function hasField(header: Header, prefix: string): boolean {
  return namesOf(prefix, 'magneticField').some((name) => header.names.includes(name));
}

function namesOf(prefix: string, quantity: SensorQuantity): string[] {
  const start = prefix === '' ? '' : `${prefix}_`;
  return ['x', 'y', 'z'].map((axis) => `${start}${LETTER_OF[quantity]}${axis}`);
}

function remedy(header: Header, accept: AcceptedSensors): string {
  const sensor =
    accept === 'segments'
      ? `<sensor>_ax … _az (m/s²), <sensor>_gx … _gz (rad/s), where <sensor> is ${VALID_SENSOR_NAMES}`
      : '<any name>_ax … _az (m/s²), <any name>_gx … _gz (rad/s), or these without a name';
  return `found are the columns ${listed(header.names)}; valid are t (s), ${sensor}; a mapping file serves other names and units`;
}
