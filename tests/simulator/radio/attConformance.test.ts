import { hostname } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { Air, type Peripheral } from '../../../src/simulator/radio/air.ts';
import type { Service } from '../../../src/simulator/radio/gattTable.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { clock, sleep, until } from '../../sensors/ble/radioWorld.ts';
import { AttPeripheral } from './attPeripheral.ts';
import { type Bleno, loadBlenoOver } from './loadBlenoOver.ts';
import { PeripheralController } from './peripheralController.ts';

const endings: (() => void)[] = [];

afterEach(() => {
  for (const end of endings.splice(0).reverse()) end();
});

const SERVICE = 'b7fd0001-9f15-4f9a-b73f-0f93e9a12a60';
const LONG = 'b7fd0002-9f15-4f9a-b73f-0f93e9a12a60';
const CONTROL = 'b7fd0004-9f15-4f9a-b73f-0f93e9a12a60';
const LEVEL = 0x2a19;
const VALUE = Buffer.from(Array.from({ length: 50 }, (_, i) => i));
const REFUSED = 0x0d;

/** Opcodes that are not answered: the confirmation and the write command. */
const SILENT = ['1e', '52'];

/** The table below after the two services that bleno puts in front of every other. */
const SERVICES: readonly Service[] = [
  {
    uuid: 0x1800,
    characteristics: [
      { uuid: 0x2a00, properties: ['read'], read: () => Buffer.from(hostname()) },
      { uuid: 0x2a01, properties: ['read'], read: () => Uint8Array.of(0x80, 0) },
    ],
  },
  { uuid: 0x1801, characteristics: [{ uuid: 0x2a05, properties: ['indicate'] }] },
  {
    uuid: SERVICE,
    characteristics: [
      { uuid: LONG, properties: ['read'], read: () => VALUE },
      {
        uuid: CONTROL,
        properties: ['write', 'indicate'],
        write: (value) => (value.length < 2 ? REFUSED : 0),
      },
    ],
  },
  {
    uuid: 0x180f,
    characteristics: [
      { uuid: LEVEL, properties: ['read', 'notify'], read: () => Uint8Array.of(77) },
    ],
  },
];

function blenoServices({ PrimaryService, Characteristic }: Bleno) {
  const { RESULT_SUCCESS, RESULT_INVALID_OFFSET } = Characteristic;
  return [
    new PrimaryService({
      uuid: SERVICE.replaceAll('-', ''),
      characteristics: [
        new Characteristic({
          uuid: LONG.replaceAll('-', ''),
          properties: ['read'],
          onReadRequest: (offset, callback) =>
            offset > VALUE.length
              ? callback(RESULT_INVALID_OFFSET)
              : callback(RESULT_SUCCESS, VALUE.subarray(offset)),
        }),
        new Characteristic({
          uuid: CONTROL.replaceAll('-', ''),
          properties: ['write', 'indicate'],
          onWriteRequest: (data, _offset, _withoutResponse, callback) =>
            callback(data.length < 2 ? REFUSED : RESULT_SUCCESS),
        }),
      ],
    }),
    new PrimaryService({
      uuid: '180f',
      characteristics: [
        new Characteristic({
          uuid: '2a19',
          properties: ['read', 'notify'],
          onReadRequest: (_, callback) => callback(RESULT_SUCCESS, Buffer.of(77)),
        }),
      ],
    }),
  ];
}

function newAir(): Air {
  return new Air({ clock, advertisingIntervalMs: 20, conditions: IDEAL_CONDITIONS });
}

/** What `peripheral` answers to each request over a link of its own; '' for silence. */
async function answersOf(peripheral: Peripheral, requests: readonly string[]): Promise<string[]> {
  const received: string[] = [];
  const link = newAir().connect(
    peripheral,
    {
      received: (payload) => received.push(Buffer.from(payload).toString('hex')),
      delivered: () => {},
      closed: () => {},
    },
    { intervalUs: 2000, supervisionTimeoutUs: 2e6 },
  );
  const answers: string[] = [];
  for (const request of requests) {
    received.length = 0;
    link.send('central', Buffer.from(request, 'hex'));
    if (SILENT.some((opcode) => request.startsWith(opcode))) await sleep(60);
    else await until(`an answer to ${request}`, () => received.length > 0, 2000);
    answers.push(received.join(' '));
  }
  link.close('central');
  return answers;
}

async function answersOfBleno(requests: readonly string[]): Promise<string[]> {
  const controller = new PeripheralController({
    address: 'c0:ff:ee:00:00:01',
    buffers: { bytes: 251, count: 8 },
  });
  const { bleno, unload } = await loadBlenoOver(controller);
  endings.push(unload);
  bleno.setServices(blenoServices(bleno));
  return answersOf(controller, requests);
}

// Handles: 1–5 and 6–9 bleno's own services; 10 ours, 12 long value, 14 control, 15 its
// configuration; 16 battery, 18 level, 19 its configuration.
const REQUESTS: readonly (readonly [what: string, request: string])[] = [
  ['all services', '100100ffff0028'],
  ['services with long names', '100a00ffff0028'],
  ['services behind the last', '101400ffff0028'],
  ['a grouping by something that opens no group', '100100ffff0328'],
  ['characteristics of the first service', '08010005000328'],
  ['characteristics of ours', '080a000f000328'],
  ['characteristics behind the last', '081300ffff0328'],
  ['descriptors of the control point', '040f000f00'],
  ['handles of a service', '040a000f00'],
  ['a value by its type', '080100ffff192a'],
  ['the service of a name', '060100ffff00280f18'],
  ['the service of an unknown name', '060100ffff00281018'],
  ['a value longer than a message', '0a0c00'],
  ['its next part', '0c0c001600'],
  ['a part behind its end', '0c0c003300'],
  ['a declaration', '0a0b00'],
  ['a configuration before anybody wrote it', '0a1300'],
  ['the exchange of the MTU', '022001'],
  ['the long value in one message', '0a0c00'],
  ['services in one message', '100100ffff0028'],
  ['a subscription', '1213000100'],
  ['a configuration of one byte', '12130001'],
  ['the configuration now', '0a1300'],
  ['a write', '120e000102'],
  ['a write that the service refuses', '120e0001'],
  ['a write to what is read', '120c000102'],
  ['a read of what is written', '0a0e00'],
  ['an unknown handle to read', '0a6300'],
  ['an unknown handle to write', '1263000102'],
  ['a confirmation of nothing', '1e'],
  ['several reads in one', '0e0c001200'],
];

describe.skipIf(process.platform === 'darwin')('our attribute server and that of bleno', () => {
  it('answer alike, byte for byte', async () => {
    const requests = REQUESTS.map(([, request]) => request);
    const ours = await answersOf(new AttPeripheral(SERVICES), requests);
    const theirs = await answersOfBleno(requests);
    const named = (answers: readonly string[]) =>
      Object.fromEntries(REQUESTS.map(([what], i) => [what, answers[i]]));
    expect(named(ours)).toEqual(named(theirs));
  });

  it('differ where bleno answers a command with an error, which nobody may', async () => {
    const requests = ['520e000102', '0a1200'];
    expect(await answersOf(new AttPeripheral(SERVICES), requests)).toEqual(['', '0b4d']);
    expect(await answersOfBleno(requests)).toEqual(['01520e0003', '0b4d']);
  });
});
