import { streamFault } from '../../../firmware-protocol/index.ts';
import {
  type ClockExchange,
  type Packet,
  type SampleBlock,
  type SensorDescription,
  sensorId,
} from '../../../src/model/sensor.ts';
import type { FaultCode, LinkChange, LinkLostReason } from '../../../src/model/sensorLink.ts';
import { decodePacket } from '../../../src/protocols/plumbline/decodePacket.ts';
import { type BleSettings, createBleSource } from '../../../src/sensors/ble/index.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import {
  createVirtualRadio,
  type VirtualRadioOptions,
} from '../../../src/simulator/radio/createVirtualRadio.ts';
import type { NobleStack } from '../../../src/simulator/radio/loadNobleOver.ts';

/** 2026-01-01T00:00:00Z plus the monotonic clock, microseconds. */
export function clock(): number {
  return 1_767_225_600_000_000 + Math.round(performance.now() * 1000);
}

/** A feed whose counts tell the index they belong to. */
export function countingFeed(serial: string, rateHz = 100): ImuFeed {
  return {
    sensor: {
      id: sensorId(serial),
      driver: 'plumbline',
      name: `Plumbline ${serial}`,
      firmware: '1.0.0',
      rateHz,
      accelerationScaleMps2: 1 / 256,
      angularRateScaleRadps: 1 / 1024,
    },
    placement: 'right_shank',
    read(index, out) {
      for (let axis = 0; axis < 6; axis++) out[axis] = (6 * index + axis) % 30_000;
    },
  };
}

export interface Heard {
  readonly linked: SensorDescription[];
  readonly lost: { readonly id: string; readonly reason: LinkLostReason }[];
  readonly packets: Packet[];
  /** Live ones, in order. */
  readonly blocks: Map<string, SampleBlock[]>;
  /** Those that were asked for again. */
  readonly refilled: SampleBlock[];
  readonly exchanges: Map<string, ClockExchange[]>;
  readonly gone: { readonly id: string; readonly firstIndex: number; readonly count: number }[];
  readonly batteries: Map<string, number>;
  readonly faults: string[];
  readonly faultCodes: FaultCode[];
  readonly changes: LinkChange[];
  readonly found: string[];
  /** Order of events, for asking what came first. */
  readonly order: string[];
}

export interface RadioWorldOptions {
  /** Which fork of noble runs over the virtual radio; default 'abandonware'. */
  readonly stack?: NobleStack;
  readonly radio?: Partial<VirtualRadioOptions>;
  readonly source?: Partial<BleSettings>;
}

/** A virtual radio with one sensor per feed, and a source listening to it through real noble. */
export function radioWorld(
  feeds: readonly ImuFeed[],
  { stack = 'abandonware', radio: radioOptions, source: sourceOptions }: RadioWorldOptions = {},
) {
  const radio = createVirtualRadio(feeds, {
    clock,
    advertisingIntervalMs: 20,
    stack,
    ...radioOptions,
  });
  const source = createBleSource({
    clock,
    nobleFactory: radio.nobleFactory,
    connectionIntervalMs: [7.5, 7.5],
    ...sourceOptions,
  });
  const heard: Heard = {
    linked: [],
    lost: [],
    packets: [],
    blocks: new Map(),
    refilled: [],
    exchanges: new Map(),
    gone: [],
    batteries: new Map(),
    faults: [],
    faultCodes: [],
    changes: [],
    found: [],
    order: [],
  };
  source.on('sensorFound', ({ name }) => heard.found.push(name));
  source.on('sensorLinked', (sensor) => {
    heard.linked.push(sensor);
    heard.order.push(`linked ${sensor.id}`);
  });
  source.on('sensorLost', (id, reason) => {
    heard.lost.push({ id, reason });
    heard.order.push(`lost ${id}`);
  });
  source.on('battery', (id, percent) => heard.batteries.set(id, percent));
  source.on('fault', (fault) => {
    heard.faults.push(fault.sentence);
    heard.faultCodes.push(fault.code);
  });
  source.on('clockExchange', (id, exchange) => {
    heard.exchanges.set(id, [...(heard.exchanges.get(id) ?? []), exchange]);
  });
  source.on('samplesGone', (id, firstIndex, count) => heard.gone.push({ id, firstIndex, count }));
  source.on('linkChanged', (change) => heard.changes.push(change));
  source.on('packet', (packet) => {
    heard.packets.push(packet);
    const sensor = heard.linked.findLast(({ id }) => id === packet.sensorId);
    if (!sensor) throw new Error(`a packet of ${packet.sensorId} came before it was linked`);
    if (sensor.driver !== 'plumbline' || streamFault(packet.bytes)) return;
    const block = decodePacket(sensor, packet);
    if (block.refilled) {
      heard.refilled.push(block);
      return;
    }
    const blocks = heard.blocks.get(packet.sensorId);
    if (blocks) blocks.push(block);
    else heard.blocks.set(packet.sensorId, [block]);
  });
  return { radio, source, heard };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when `condition` holds; rejects with `what` after `timeoutMs`. */
export async function until(
  what: string,
  condition: () => boolean,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline)
      throw new Error(`waited ${timeoutMs} ms in vain for: ${what}`);
    await sleep(5);
  }
}
