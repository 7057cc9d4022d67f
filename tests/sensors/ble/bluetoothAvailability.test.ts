import { describe, expect, it } from 'vitest';
import { type BluetoothHost, bluetoothAvailability } from '../../../src/sensors/ble/index.ts';

const ready: BluetoothHost = {
  platform: 'linux',
  adapterNames: async () => ['hci0', 'hci0:64'],
  loadRadio: () => ({}),
  buildAdvice: 'Build it.',
  processStatus: async () => 'Name:\tnode\nCapEff:\t0000000000002000\n',
};

function fails(): never {
  throw new Error('not here');
}

describe('bluetoothAvailability', () => {
  it('is satisfied with an adapter, a built radio and the right to use it', async () => {
    expect(await bluetoothAvailability(ready)).toMatchObject({ available: true, advice: '' });
  });

  it.each([
    [
      'the kernel knows no Bluetooth',
      { adapterNames: async () => fails() },
      'no Bluetooth adapter',
    ],
    ['no adapter is there', { adapterNames: async () => ['hci0:64'] }, 'no Bluetooth adapter'],
    ['the radio is not built', { loadRadio: fails }, 'radio is not built'],
    [
      'the user may not open it',
      { processStatus: async () => 'CapEff:\t0000000000001000' },
      'may not use',
    ],
  ])('says what is missing when %s', async (_, change, words) => {
    const { available, sentence, advice } = await bluetoothAvailability({ ...ready, ...change });
    expect(available).toBe(false);
    expect(sentence).toContain(words);
    expect(advice).not.toBe('');
  });

  it('does not ask other systems for Linux’s adapters and rights', async () => {
    const host = { ...ready, adapterNames: async () => fails(), processStatus: async () => '' };
    expect(await bluetoothAvailability({ ...host, platform: 'darwin' })).toMatchObject({
      available: true,
    });
  });

  it('never throws on this machine, whatever it has', async () => {
    const { sentence } = await bluetoothAvailability();
    expect(sentence).toMatch(/\.$/);
  });
});
