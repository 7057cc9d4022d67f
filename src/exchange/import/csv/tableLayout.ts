import type { Header } from './header.ts';
import { placeOfSensorName, type SensorPlace } from './sensorName.ts';
import type { UsedColumn } from './usedColumn.ts';

/** `segments`: sensors named for where they are worn; `anySensor`: any name, or none. */
export type AcceptedSensors = 'segments' | 'anySensor';

/** One sensor found in a table. */
export interface CsvSensor {
  /** Its name in the file or mapping, such as `left_thigh`; empty where columns have no prefix. */
  readonly prefix: string;
  /** null where the name does not say: only with `anySensor`. */
  readonly segment: SensorPlace['segment'] | null;
  readonly side: SensorPlace['side'];
  readonly magnetometer: boolean;
}

/** Three columns of each quantity: x, y, z. */
export interface SensorColumns {
  readonly acceleration: readonly UsedColumn[];
  readonly angularRate: readonly UsedColumn[];
  readonly magneticField: readonly UsedColumn[] | null;
}

/** Which cell of a row is what. */
export interface TableLayout {
  readonly cellCount: number;
  readonly time: UsedColumn;
  readonly sensors: readonly CsvSensor[];
  /** In the order of `sensors`. */
  readonly columns: readonly SensorColumns[];
  /** Names of the columns that nothing is read from. */
  readonly ignoredColumns: readonly string[];
}

export function layoutOf(
  header: Header,
  time: UsedColumn,
  columnsByName: ReadonlyMap<string, SensorColumns>,
): TableLayout {
  const columns = [...columnsByName.values()];
  const used = new Set([time, ...columns.flatMap(usedBy)].map(({ index }) => index));
  return {
    cellCount: header.names.length,
    time,
    sensors: Array.from(columnsByName, ([prefix, { magneticField }]) => ({
      prefix,
      segment: null,
      side: null,
      ...placeOfSensorName(prefix),
      magnetometer: magneticField !== null,
    })),
    columns,
    ignoredColumns: header.names.filter((_, index) => !used.has(index)),
  };
}

/** All columns of a sensor. */
export function usedBy(sensor: SensorColumns): UsedColumn[] {
  return [...sensor.acceleration, ...sensor.angularRate, ...(sensor.magneticField ?? [])];
}
