import { describe, expect, it } from 'vitest';
import { scanText } from '../../../src/cli/sensors/scanText.ts';
import type { SurveyedSensor } from '../../../src/sensors/ble/index.ts';

const READ: SurveyedSensor = {
  address: 'c07f3b000001',
  name: 'Plumbline 7F3K',
  make: 'Plumbline',
  rssiDbm: -58,
  identity: {
    serial: '7F3K',
    firmware: '1.2.0',
    rateHz: 100,
    accelerationRangeG: 16,
    angularRateRangeDps: 2000,
    magnetometer: 'off',
    batteryPercent: 90,
    temperatureC: 31.5,
    faults: ['motor', 'batteryLow'],
  },
  problem: null,
};
const UNREAD: SurveyedSensor = {
  address: 'c07f3b000002',
  name: '',
  make: 'Plumbline',
  rssiDbm: null,
  identity: null,
  problem: 'It speaks version 2 of the protocol, this hub version 1.',
};

describe('the text of a scan', () => {
  it('is a table, a sentence for each sensor that cannot be used, and the count', () => {
    expect(scanText([READ, UNREAD], { seconds: 8 }).split('\n')).toEqual([
      'name            make       serial  firmware  rate    ranges                              battery  signal   address       faults',
      'Plumbline 7F3K  Plumbline  7F3K    1.2.0     100 Hz  ±16 g, ±2000 °/s, magnetometer off  90 %     -58 dBm  c07f3b000001  motor, battery low',
      '(no name)       Plumbline                                                                                  c07f3b000002',
      '! (no name) (c07f3b000002): It speaks version 2 of the protocol, this hub version 1.',
      '',
      '2 sensors found in 8 s, 1 of them could be read.',
    ]);
  });

  it('leaves cells empty where a sensor does not tell, and says none where nothing is wrong', () => {
    const { identity } = READ;
    if (identity === null) throw new Error('it was read');
    const silent = { ...identity, batteryPercent: null, faults: null };
    const [, row] = scanText([{ ...READ, identity: silent }], { seconds: 8 }).split('\n');
    expect(row).toMatch(/magnetometer off {11}-58 dBm {2}c07f3b000001$/);
    const well = scanText([{ ...READ, identity: { ...identity, faults: [] } }], { seconds: 8 });
    expect(well).toMatch(/c07f3b000001 {2}none$/m);
    expect(well).toMatch(/^1 sensor found in 8 s\.$/m);
  });

  it('has no cells for ranges that a make does not tell', () => {
    const { identity } = READ;
    if (identity === null) throw new Error('it was read');
    const ranges = { accelerationRangeG: null, angularRateRangeDps: null };
    const [, row] = scanText([{ ...READ, identity: { ...identity, ...ranges } }], {
      seconds: 8,
    }).split('\n');
    expect(row).toMatch(/100 Hz {2}magnetometer off {2}90 %/);
  });

  it('has no cells for what a quick scan did not ask', () => {
    const text = scanText([{ ...READ, identity: null }], { seconds: 3, quick: true });
    expect(text).not.toContain('firmware');
    expect(text).toContain('without --quick');
  });

  it('says what to check when none was found', () => {
    const text = scanText([], { seconds: 8 });
    for (const words of ['switched on', 'another hub', 'in range', 'plumbline doctor']) {
      expect(text).toContain(words);
    }
  });

  it('lets no advertised name move the cursor', () => {
    const text = scanText([{ ...UNREAD, name: 'bad\u001b[2J\nname' }], { seconds: 8 });
    expect(text).toContain('bad·[2J·name');
  });
});
