import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { BleError, createBleSource } from '../../../src/sensors/ble/index.ts';
import { clock, countingFeed, radioWorld, until } from './radioWorld.ts';

/** A noble whose adapter gets no further than `state`. */
class StuckNoble extends EventEmitter {
  readonly _state: string;

  constructor(state: string) {
    super();
    this._state = state;
  }

  startScanning(): void {
    throw new Error('scanned without an adapter');
  }

  stopScanning(): void {
    throw new Error('stopped scanning without an adapter');
  }
}

function sourceOver(noble: () => StuckNoble) {
  return createBleSource({ clock, nobleFactory: async () => noble() });
}

describe('BleSource.start', () => {
  it.each([
    ['unsupported', 'The Bluetooth adapter does not speak Bluetooth Low Energy'],
    ['unauthorized', 'This user may not open the Bluetooth adapter'],
    ['unknown', 'No Bluetooth adapter answered'],
  ])(
    'rejects with a sentence where the adapter is %s, and can be tried again',
    async (state, sentence) => {
      const noble = new StuckNoble(state);
      const source = sourceOver(() => noble);
      await expect(source.start()).rejects.toThrow(new BleError(sentence, { code: 'adapterOff' }));
      expect(noble.eventNames()).toEqual([]);
      await expect(source.start()).rejects.toThrow(sentence);
      await source.stop();
    },
  );

  it('rejects with the reason where the stack cannot be loaded', async () => {
    const source = sourceOver(() => {
      throw new Error('EAFNOSUPPORT');
    });
    await expect(source.start()).rejects.toThrow('Bluetooth could not be opened: EAFNOSUPPORT');
  });

  it('is undone by a stop that comes meanwhile', async () => {
    const { radio, source, heard } = radioWorld([countingFeed('A')]);
    radio.start();
    const starting = source.start();
    const stopped = source.stop();
    await expect(starting).rejects.toThrow('stopped before it had begun');
    await stopped;
    await source.start();
    await until('A streams', () => heard.packets.length > 0);
    await source.stop();
    expect(heard.order).toEqual(['linked A', 'lost A']);
    radio.stop();
  });

  it('rejects a second start of a running source', async () => {
    const { radio, source } = radioWorld([countingFeed('A')]);
    await source.start();
    await expect(source.start()).rejects.toThrow('runs already');
    await source.stop();
    radio.stop();
  });
});
