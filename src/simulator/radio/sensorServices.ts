import {
  BATTERY_LEVEL,
  BATTERY_SERVICE,
  CONTROL_UUID,
  DEVICE_INFORMATION_SERVICE,
  FIRMWARE_REVISION_STRING,
  INFO_UUID,
  SERIAL_NUMBER_STRING,
  SERVICE_UUID,
  STREAM_UUID,
} from '../../../firmware-protocol/index.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import type { Service } from './gattTable.ts';
import { shownName } from './shownName.ts';

export interface SensorValues {
  readonly sensor: SensorDescription;
  readonly info: () => Uint8Array;
  readonly batteryPercent: () => number;
  /** Takes a control request; an ATT error code refuses the write, 0 accepts it. */
  readonly control: (request: Uint8Array) => number;
}

const GENERIC_ACCESS_SERVICE = 0x1800;
const DEVICE_NAME = 0x2a00;

/** What a sensor of ours offers, as PROTOCOL.md lists it. */
export function sensorServices({ sensor, info, batteryPercent, control }: SensorValues): Service[] {
  return [
    {
      uuid: SERVICE_UUID,
      characteristics: [
        { uuid: INFO_UUID, properties: ['read'], read: info },
        { uuid: STREAM_UUID, properties: ['notify'] },
        { uuid: CONTROL_UUID, properties: ['write', 'indicate'], write: control },
      ],
    },
    {
      uuid: BATTERY_SERVICE,
      characteristics: [
        {
          uuid: BATTERY_LEVEL,
          properties: ['read', 'notify'],
          read: () => Uint8Array.of(batteryPercent()),
        },
      ],
    },
    {
      uuid: DEVICE_INFORMATION_SERVICE,
      characteristics: [
        text(SERIAL_NUMBER_STRING, sensor.id),
        text(FIRMWARE_REVISION_STRING, sensor.firmware),
      ],
    },
    {
      uuid: GENERIC_ACCESS_SERVICE,
      characteristics: [
        { uuid: DEVICE_NAME, properties: ['read'], read: () => shownName(sensor.name) },
      ],
    },
  ];
}

function text(uuid: number, value: string): Service['characteristics'][number] {
  return { uuid, properties: ['read'], read: () => new TextEncoder().encode(value) };
}
