import { describe, expect, it } from 'vitest';
import type { PipelineInput } from '../../../src/model/events.ts';
import { packetDecoder } from '../../../src/protocols/index.ts';
import {
  DEFAULT_RADIO_DELIVERY,
  RadioDelivery,
} from '../../../src/simulator/delivery/radioDelivery.ts';
import { ROUGH_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { lyingFeed } from './lyingFeed.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const FEEDS = [lyingFeed('A', 'right_thigh'), lyingFeed('B', 'right_shank')];
const ROUGH = { ...DEFAULT_RADIO_DELIVERY, conditions: ROUGH_CONDITIONS };

function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

describe('the delivery of feeds over a radio on simulated time', () => {
  const inputs = [...new RadioDelivery(FEEDS, START_US, ROUGH).inputs(300)];

  it('is in order of arrival, and ends where it was told to', () => {
    expect(inputs.every((input, i) => i === 0 || timeOf(input) >= timeOf(inputs[i - 1]))).toBe(
      true,
    );
    const last = timeOf(inputs[inputs.length - 1]);
    expect(last).toBeLessThanOrEqual(START_US + 300e6);
    // Two sensors with a packet each 20 ms.
    expect(last).toBeGreaterThan(START_US + 299e6);
  });

  it('holds links of one run, placements, packets and exchanges of every sensor', () => {
    for (const { sensor, placement } of FEEDS) {
      expect(inputs).toContainEqual(
        expect.objectContaining({ type: 'placed', sensorId: sensor.id, placement }),
      );
      const links = inputs.filter((i) => i.type === 'sensorLinked' && i.sensor.id === sensor.id);
      expect(links.length).toBeGreaterThan(1);
      expect(new Set(links.map((i) => i.type === 'sensorLinked' && i.sensor.run)).size).toBe(1);
      const exchanges = inputs.filter(
        (i) => i.type === 'clockExchange' && i.sensorId === sensor.id,
      );
      expect(exchanges.length).toBeGreaterThan(30);
    }
  });

  it('tells when each sample was truly taken: never after it came, and on its device clock', () => {
    const delivery = new RadioDelivery(FEEDS, START_US, ROUGH);
    const [{ sensor }] = FEEDS;
    const decoder = packetDecoder(sensor);
    let first: { trueUs: number; deviceUs: number } | null = null;
    let count = 0;
    for (const input of delivery.inputs(60)) {
      if (input.type !== 'packet' || input.packet.sensorId !== sensor.id) continue;
      const [block] = decoder.decode(input.packet);
      const index = block.firstIndex ?? Number.NaN;
      const trueUs = delivery.sampledUs(sensor.id, index);
      const deviceUs = block.deviceTimeUs ?? Number.NaN;
      expect(trueUs).toBeLessThan(input.packet.arrivalUs);
      first ??= { trueUs, deviceUs };
      const wrapped = (deviceUs - first.deviceUs + 2 ** 32) % 2 ** 32;
      // 40 ppm of a minute, and 20 ppm more for its temperature.
      if (trueUs >= first.trueUs)
        expect(Math.abs(wrapped - (trueUs - first.trueUs))).toBeLessThan(3600);
      count++;
    }
    expect(count).toBeGreaterThan(2500);
  });

  it('knows its sensors', () => {
    const delivery = new RadioDelivery(FEEDS, START_US);
    const stranger = lyingFeed('C', 'left_shank').sensor.id;
    expect(() => delivery.sampledUs(stranger, 0)).toThrow('no sensor C; valid are A, B');
  });
});
