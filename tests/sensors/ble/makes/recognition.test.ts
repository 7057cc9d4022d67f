import { describe, expect, it } from 'vitest';
import { SERVICE_UUID } from '../../../../firmware-protocol/index.ts';
import { isSensor, makeOf } from '../../../../src/sensors/ble/makes/drivers.ts';
import { heardAs } from '../heardAs.ts';

describe('who is a sensor, by what it advertises', () => {
  it.each([
    ['Plumbline', heardAs({ services: [SERVICE_UUID] })],
    ['Movella DOT', heardAs({ name: 'Movella DOT' })],
    ['Movella DOT', heardAs({ name: 'Xsens DOT' })],
    ['Movella DOT', heardAs({ name: 'left thigh', companyId: 0x0886 })],
    ['Movesense', heardAs({ name: 'Movesense 210130000123' })],
    ['Movesense', heardAs({ services: [0xfdf3] })],
    ['WitMotion', heardAs({ name: 'WT901BLE68' })],
    ['WitMotion', heardAs({ name: 'WT9011DCL' })],
    ['WitMotion', heardAs({ name: 'BWT901BLE5.0' })],
    ['WitMotion', heardAs({ services: ['0000ffe5-0000-1000-8000-00805f9a34fb'] })],
    ['MetaMotion', heardAs({ name: 'MetaWear' })],
    ['MetaMotion', heardAs({ services: ['326a9000-85cb-9195-d9dd-464cfbbae75a'] })],
  ])('%s: %o', (make, advertisement) => {
    expect(isSensor(advertisement)).toBe(true);
    expect(makeOf(advertisement)).toBe(make);
  });

  it.each([
    ['nothing told', heardAs({})],
    ['another name', heardAs({ name: 'Dotty' })],
    ['a name that only contains one', heardAs({ name: 'my Movesense' })],
    ['a name that only begins like one', heardAs({ name: 'WTF' })],
    ['another company', heardAs({ companyId: 0x004c })],
    // The service of the Bluetooth SIG that WitMotion's must not be taken for.
    ['16-bit ffe5', heardAs({ services: [0xffe5] })],
    ['the SIG base', heardAs({ services: ['0000ffe5-0000-1000-8000-00805f9b34fb'] })],
  ])('a stranger: %s', (_, advertisement) => {
    expect(isSensor(advertisement)).toBe(false);
  });

  it('lets a service say more than a name', () => {
    expect(makeOf(heardAs({ name: 'Movesense 1', services: [SERVICE_UUID] }))).toBe('Plumbline');
  });
});
