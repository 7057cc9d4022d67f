import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeStreamPacket } from '../../firmware-protocol/index.ts';
import { virtualSensors } from '../../src/cli/sensorSource.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import type { ConditionsName } from '../../src/simulator/radio/radioConditions.ts';
import { until } from '../sensors/ble/radioWorld.ts';
import { temporaryFolder } from './plumbline.ts';

/** The virtual sensors of `start --air <air>`, streaming, and what their packets show. */
async function streaming(air: ConditionsName) {
  const sensors = virtualSensors(
    createHubClock(),
    new PlacementStore(await temporaryFolder()),
    { air, makes: ['plumbline'], stack: 'abandonware' },
    {
      seed: 1,
      repeat: true,
    },
  );
  const next = new Map<string, number>();
  const seen = { packets: 0, lost: 0, exactClocks: 0 };
  sensors.source.on('packet', ({ sensorId, bytes }) => {
    const { firstIndex, deviceTimeUs, counts } = decodeStreamPacket(bytes);
    seen.packets++;
    seen.lost += Math.max(0, firstIndex - (next.get(sensorId) ?? firstIndex));
    if (deviceTimeUs === firstIndex * 10_000) seen.exactClocks++;
    next.set(sensorId, firstIndex + counts.length / 6);
  });
  await sensors.start();
  await sensors.source.start();
  onTestFinished(async () => {
    await sensors.source.stop();
    sensors.stop();
  });
  return seen;
}

describe('the virtual sensors of a hub', () => {
  it('lose nothing in ideal air, by exact clocks', async () => {
    const seen = await streaming('ideal');
    await until('packets flow', () => seen.packets >= 600);
    expect(seen).toEqual({ packets: seen.packets, lost: 0, exactClocks: seen.packets });
  });

  it('lose samples in rough air, by clocks of their own', async () => {
    const seen = await streaming('rough');
    await until('samples are lost', () => seen.lost > 0, 20_000);
    expect(seen.exactClocks).toBe(0);
  });
});
