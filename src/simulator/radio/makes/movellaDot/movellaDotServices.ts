import {
  BATTERY,
  BATTERY_SERVICE,
  DEVICE_CONTROL,
  DEVICE_INFO,
  DEVICE_REPORT,
  DEVICE_SERVICE,
  LONG_PAYLOAD,
  MEASUREMENT_CONTROL,
  MEASUREMENT_SERVICE,
  MEDIUM_PAYLOAD,
  MESSAGE_ACKNOWLEDGEMENT,
  MESSAGE_CONTROL,
  MESSAGE_NOTIFICATION,
  MESSAGE_SERVICE,
  SHORT_PAYLOAD,
} from '../../../../protocols/movellaDot/uuids.ts';
import type { Service } from '../../gattTable.ts';
import { namedService } from '../namedService.ts';

export interface MovellaDotValues {
  readonly name: string;
  readonly info: () => Uint8Array;
  readonly settings: () => Uint8Array;
  readonly control: () => Uint8Array;
  readonly battery: () => Uint8Array;
  readonly acknowledgement: () => Uint8Array;
  /** Each takes what is written; an ATT error code refuses it, 0 accepts it. */
  readonly writeSettings: (value: Uint8Array) => number;
  readonly writeControl: (value: Uint8Array) => number;
  readonly writeMessage: (value: Uint8Array) => number;
}

/** What a DOT offers. */
export function movellaDotServices(values: MovellaDotValues): Service[] {
  return [
    namedService(values.name),
    {
      uuid: DEVICE_SERVICE,
      characteristics: [
        { uuid: DEVICE_INFO, properties: ['read'], read: values.info },
        {
          uuid: DEVICE_CONTROL,
          properties: ['read', 'write'],
          read: values.settings,
          write: values.writeSettings,
        },
        { uuid: DEVICE_REPORT, properties: ['notify'] },
      ],
    },
    {
      uuid: MEASUREMENT_SERVICE,
      characteristics: [
        {
          uuid: MEASUREMENT_CONTROL,
          properties: ['read', 'write'],
          read: values.control,
          write: values.writeControl,
        },
        { uuid: LONG_PAYLOAD, properties: ['notify'] },
        { uuid: MEDIUM_PAYLOAD, properties: ['notify'] },
        { uuid: SHORT_PAYLOAD, properties: ['notify'] },
      ],
    },
    {
      uuid: BATTERY_SERVICE,
      characteristics: [{ uuid: BATTERY, properties: ['read', 'notify'], read: values.battery }],
    },
    {
      uuid: MESSAGE_SERVICE,
      characteristics: [
        { uuid: MESSAGE_CONTROL, properties: ['write'], write: values.writeMessage },
        {
          uuid: MESSAGE_ACKNOWLEDGEMENT,
          properties: ['read'],
          read: values.acknowledgement,
        },
        { uuid: MESSAGE_NOTIFICATION, properties: ['notify'] },
      ],
    },
  ];
}
