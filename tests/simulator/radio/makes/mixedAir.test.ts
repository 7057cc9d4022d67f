import { describe, expect, it } from 'vitest';
import { createVirtualRadio } from '../../../../src/simulator/radio/createVirtualRadio.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { clock } from '../../../sensors/ble/radioWorld.ts';
import { standingFeeds } from './nobleWorld.ts';

describe('a virtual radio with sensors of several makes', () => {
  const choices: readonly (MakeChoice | undefined)[] = [
    { driver: 'movellaDot' },
    undefined,
    { driver: 'movesense' },
    { driver: 'movellaDot' },
  ];

  it('has ours and the others in the order of their feeds, each with an identity of its own', () => {
    const feeds = standingFeeds();
    const radio = createVirtualRadio(feeds, { clock, make: (index) => choices[index] });
    const { sensors, twins } = radio;
    expect(sensors.map(({ feed }) => feed)).toEqual([feeds[1]]);
    expect(twins.map(({ feed }) => feed)).toEqual([feeds[0], feeds[2], feeds[3]]);
    expect(twins.map(({ driver }) => driver)).toEqual(['movellaDot', 'movesense', 'movellaDot']);
    const serials = twins.map(({ serial }) => serial);
    expect(new Set(serials).size).toBe(3);
    const addresses = [...sensors, ...twins].map(({ address }) => address);
    expect(new Set(addresses).size).toBe(4);
  });

  it('switches all of them on and off together', () => {
    const radio = createVirtualRadio(standingFeeds(), { clock, make: (index) => choices[index] });
    const on = () => [...radio.sensors, ...radio.twins].map((sensor) => sensor.on);
    radio.start();
    expect(on()).toEqual([true, true, true, true]);
    radio.stop();
    expect(on()).toEqual([false, false, false, false]);
  });

  it('has none but ours where nothing else is asked for', () => {
    const radio = createVirtualRadio(standingFeeds(), { clock });
    expect([radio.sensors.length, radio.twins]).toEqual([4, []]);
  });
});
