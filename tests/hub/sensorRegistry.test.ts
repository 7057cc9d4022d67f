import { describe, expect, it } from 'vitest';
import { SensorRegistry } from '../../src/hub/sensorRegistry.ts';
import { testSensor } from './fakeSource.ts';

const sensor = testSensor('A1');
const none = new Map<string, never>();
const SECOND_US = 1_000_000;

describe('SensorRegistry', () => {
  it('judges the link by the age of the data', () => {
    const registry = new SensorRegistry();
    registry.linked(sensor, 0);
    const linkAt = (nowUs: number) => registry.statuses(none, nowUs)[0]!.link;
    expect(linkAt(0.5 * SECOND_US)).toBe('linking');
    registry.packet(sensor.id, SECOND_US);
    expect(linkAt(1.5 * SECOND_US)).toBe('streaming');
    expect(linkAt(3 * SECOND_US)).toBe('lost');
    registry.packet(sensor.id, 3 * SECOND_US);
    expect(linkAt(3 * SECOND_US)).toBe('streaming');
    registry.lost(sensor.id);
    expect(linkAt(3 * SECOND_US)).toBe('lost');
  });

  it('states the rate over the last second, 0 when silent', () => {
    const registry = new SensorRegistry();
    registry.linked(sensor, 0);
    for (let i = 0; i < 300; i++) registry.samples(sensor.id, 1, i * 10_000);
    const rateAt = (nowUs: number) => registry.statuses(none, nowUs)[0]!.rateHz;
    expect(rateAt(2.99 * SECOND_US)).toBe(100);
    expect(rateAt(3.49 * SECOND_US)).toBe(50);
    expect(rateAt(4 * SECOND_US)).toBe(0);
  });

  it('keeps losses and battery over a reconnection', () => {
    const registry = new SensorRegistry();
    registry.linked(sensor, 0);
    registry.samplesLost(sensor.id, 3);
    registry.battery(sensor.id, 80);
    registry.lost(sensor.id);
    registry.linked(sensor, SECOND_US);
    registry.samplesLost(sensor.id, 2);
    expect(registry.statuses(none, SECOND_US)).toMatchObject([
      { id: 'A1', link: 'linking', lostSamples: 5, reconnects: 1, batteryPercent: 80 },
    ]);
  });

  it('tells what was delivered of what the sensor said it would send', () => {
    const registry = new SensorRegistry();
    registry.found({ address: 'aa:02', name: 'Other', rssiDbm: null }, 0);
    registry.linked(sensor, 0);
    registry.samples(sensor.id, 90, 0);
    registry.samplesLost(sensor.id, 10);
    const [linked, found] = registry.statuses(none, 0);
    expect(linked).toMatchObject({
      nominalRateHz: sensor.rateHz,
      upAxis: [0, 1, 0],
      deliveredSamples: 90,
      lostSamples: 10,
    });
    expect(found).not.toHaveProperty('nominalRateHz');
    expect(found).not.toHaveProperty('deliveredSamples');
  });

  it('lists an advertising sensor until it is linked or gone', () => {
    const registry = new SensorRegistry();
    registry.found({ address: 'aa:01', name: sensor.name, rssiDbm: -60 }, 0);
    registry.found({ address: 'aa:02', name: 'Other', rssiDbm: null }, 0);
    expect(registry.statuses(none, 0).map(({ id, link }) => [id, link])).toEqual([
      ['aa:01', 'found'],
      ['aa:02', 'found'],
    ]);
    registry.linked(sensor, 0);
    registry.linkChanged({
      address: 'aa:01',
      name: sensor.name,
      sensorId: sensor.id,
      state: 'streaming',
      reason: 'started',
      atUs: 0,
    });
    expect(registry.statuses(none, 0).map(({ id }) => id)).toEqual(['A1', 'aa:02']);
    expect(registry.statuses(none, 0)[0]!.rssiDbm).toBe(-60);
    expect(registry.statuses(none, 11 * SECOND_US).map(({ id }) => id)).toEqual(['A1']);
  });

  it('tells what is wrong with a sensor until it streams, known by address or serial', () => {
    const registry = new SensorRegistry();
    const problemOf = () => registry.statuses(none, 0)[0]!.problem;
    registry.found({ address: 'aa:01', name: sensor.name, rssiDbm: -60 }, 0);
    expect(problemOf()).toBeNull();
    registry.problem(null, 'aa:01', 'It could not be reached.');
    expect(problemOf()).toBe('It could not be reached.');
    registry.found({ address: 'aa:01', name: sensor.name, rssiDbm: -61 }, 0);
    expect(problemOf()).toBe('It could not be reached.');
    registry.linked(sensor, 0);
    expect(problemOf()).toBeNull();
    registry.problem(sensor.id, 'aa:01', 'It fell silent.');
    expect(problemOf()).toBe('It fell silent.');
  });

  it('counts late samples and takes the signal strength of the live link', () => {
    const registry = new SensorRegistry();
    registry.linked(sensor, 0);
    registry.samplesLate(sensor.id, 2);
    registry.samplesLate(sensor.id, 2);
    registry.signal(sensor.id, -71);
    expect(registry.statuses(none, 0)).toMatchObject([{ lateSamples: 4, rssiDbm: -71 }]);
  });

  it('lists a sensor that was lost and advertises again once, by its serial', () => {
    const registry = new SensorRegistry();
    const advertisement = { address: 'aa:01', name: sensor.name, rssiDbm: -60 };
    registry.found(advertisement, 0);
    registry.linked(sensor, 0);
    registry.linkChanged({
      address: 'aa:01',
      name: sensor.name,
      sensorId: sensor.id,
      state: 'streaming',
      reason: 'started',
      atUs: 0,
    });
    registry.lost(sensor.id);
    registry.found({ ...advertisement, rssiDbm: -80 }, SECOND_US);
    expect(registry.statuses(none, SECOND_US)).toMatchObject([
      { id: 'A1', link: 'lost', rssiDbm: -80 },
    ]);
  });
});
