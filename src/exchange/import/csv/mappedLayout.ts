import { ImportError, listed, quoted } from '../importError.ts';
import type { CsvMapping, MappedQuantity } from './csvMapping.ts';
import type { Header } from './header.ts';
import type { Quantity, SensorQuantity } from './quantity.ts';
import { placeOfSensorName, twinsAmong, VALID_SENSOR_NAMES } from './sensorName.ts';
import {
  type AcceptedSensors,
  layoutOf,
  type SensorColumns,
  type TableLayout,
} from './tableLayout.ts';
import type { UsedColumn } from './usedColumn.ts';

/**
 * What is what in a table with foreign names, by a mapping file.
 * @throws ImportError when the mapping and the header do not fit together.
 */
export function mappedLayout(
  header: Header,
  mapping: CsvMapping,
  accept: AcceptedSensors,
): TableLayout {
  const { time: mappedTime, sensors } = mapping;
  if (accept === 'segments') refuseNames(mapping, Object.keys(sensors));
  const placesOf = new Map<string, string>();
  const find = (place: string, name: string, quantity: Quantity, factor: number): UsedColumn => {
    const other = placesOf.get(name);
    if (other !== undefined) {
      throw new ImportError(
        mapping.path,
        `${place}: column ${quoted(name)} is that of ${other} already; valid is another.`,
      );
    }
    placesOf.set(name, place);
    const column = header.find(name, quantity, factor);
    if (column !== null) return column;
    throw header.error(
      `there is no such column, which ${mapping.path} names in ${place}; valid are ${listed(header.names)}.`,
      name,
    );
  };
  const time = find('time', mappedTime.column, 'time', mappedTime.factor);
  const columnsByName = new Map<string, SensorColumns>();
  for (const [name, { acceleration, angularRate, magneticField }] of Object.entries(sensors)) {
    const triple = (quantity: SensorQuantity, { columns, factor }: MappedQuantity) =>
      columns.map((column) => find(`sensors.${name}.${quantity}`, column, quantity, factor));
    columnsByName.set(name, {
      acceleration: triple('acceleration', acceleration),
      angularRate: triple('angularRate', angularRate),
      magneticField: magneticField ? triple('magneticField', magneticField) : null,
    });
  }
  return layoutOf(header, time, columnsByName);
}

function refuseNames({ path }: CsvMapping, names: readonly string[]): void {
  const unknown = names.find((name) => placeOfSensorName(name) === null);
  if (unknown !== undefined) {
    const sentence = `sensors: ${quoted(unknown)} is not a place; valid are ${VALID_SENSOR_NAMES}.`;
    throw new ImportError(path, sentence);
  }
  const twins = twinsAmong(names);
  if (twins === null) return;
  throw new ImportError(
    path,
    `sensors: ${twins[0]} and ${twins[1]} are the same place; valid is one of the two.`,
  );
}
