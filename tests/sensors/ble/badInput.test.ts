import { afterEach, describe, expect, it } from 'vitest';
import { CONTROL_UUID } from '../../../firmware-protocol/index.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import type { LinkChange } from '../../../src/model/sensorLink.ts';
import type { SensorSource } from '../../../src/model/sensorSource.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { ATT_REQUEST } from '../../../src/simulator/radio/att.ts';
import type { VirtualRadio } from '../../../src/simulator/radio/createVirtualRadio.ts';
import { countingFeed, radioWorld, until } from './radioWorld.ts';

const open: { source: SensorSource; radio: VirtualRadio }[] = [];

/** A radio world whose packets run through the product's pipeline. */
function world(...parameters: Parameters<typeof radioWorld>) {
  const made = radioWorld(...parameters);
  open.push(made);
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  const events: PipelineEvent[] = [];
  const indices: number[] = [];
  made.source.on('sensorLinked', (sensor, timeUs) => {
    events.push(...pipeline.push({ type: 'sensorLinked', timeUs, sensor }).events);
  });
  made.source.on('packet', (packet) => {
    const output = pipeline.push({ type: 'packet', packet });
    events.push(...output.events);
    for (const { firstIndex, count } of output.samples) {
      for (let i = 0; i < count; i++) indices.push(firstIndex + i);
    }
  });
  return { ...made, events, indices };
}

afterEach(async () => {
  for (const { source, radio } of open.splice(0)) {
    await source.stop();
    radio.stop();
  }
});

/** Every `nth` packet becomes what `change` makes of it. */
function everyNth(nth: number, change: (packet: Uint8Array) => Uint8Array[]) {
  let count = 0;
  return (packet: Uint8Array) => (++count % nth === 0 ? change(packet) : [packet]);
}

/** What is had again comes behind later samples; none comes twice. */
function areOnceEach(indices: readonly number[]): boolean {
  return new Set(indices).size === indices.length;
}

describe('what a sensor sends amiss', () => {
  it.each([
    ['cut short', (packet: Uint8Array) => [packet.subarray(0, 17)]],
    ['empty', () => [new Uint8Array()]],
    ['too long', (packet: Uint8Array) => [Uint8Array.of(...packet, 0)]],
    ['of another version', (packet: Uint8Array) => [Uint8Array.of(9, ...packet.subarray(1))]],
    ['of an unknown layout', (packet: Uint8Array) => [Uint8Array.of(1, 2, ...packet.subarray(2))]],
  ])('packets %s are told once, left out, and stop nothing', async (_, change) => {
    const { radio, source, heard, events, indices } = world([countingFeed('A')]);
    radio.sensors[0]!.tamper = everyNth(5, change);
    radio.start();
    await source.start();
    await until('a hundred samples', () => indices.length >= 100);
    expect(areOnceEach(indices)).toBe(true);
    const told = events.filter(({ type }) => type === 'fault');
    expect(told).toMatchObject([
      { sentence: expect.stringMatching(/^Sensor A sent a packet that cannot be read: stream/) },
    ]);
    const lost = events.filter(({ type }) => type === 'samplesLost');
    expect(lost.length).toBeGreaterThan(5);
    expect(heard.lost).toEqual([]);
  });

  it('packets that come twice are left out and counted, those out of order kept', async () => {
    const { radio, source, heard, events, indices } = world([countingFeed('A')]);
    let kept: Uint8Array | null = null;
    radio.sensors[0]!.tamper = (packet) => {
      const before = kept;
      kept = before ? null : packet;
      // Every second packet overtakes the one before it, which then comes twice.
      return before ? [packet, before, before] : [];
    };
    radio.start();
    await source.start();
    await until('sixty samples', () => indices.length >= 60);
    expect(areOnceEach(indices)).toBe(true);
    const late = events.flatMap((event) => (event.type === 'samplesLate' ? [event.count] : []));
    // Told once a second: the first by itself, the others together.
    await until('the rest is told', () =>
      events.some((e) => e.type === 'samplesLate' && e.count > 20),
    );
    expect(late[0]).toBe(2);
    expect(heard.lost).toEqual([]);
    // The overtaken ones are there: no hole below the newest few.
    const sorted = [...indices].sort((a, b) => a - b);
    expect(sorted[50]! - sorted[0]!).toBe(50);
  });

  it('a sensor that sends nothing readable is given up, said so, and tried again', async () => {
    const { radio, source, heard } = world([countingFeed('A'), countingFeed('B')], {
      source: { silenceMs: 300 },
    });
    const [first] = radio.sensors;
    first!.tamper = () => [Uint8Array.of(1, 2, 3)];
    radio.start();
    await source.start();
    await until('A is given up', () => heard.lost.length > 0);
    expect(heard.lost[0]).toEqual({ id: 'A', reason: 'silent' });
    expect(heard.faults[0]).toBe(
      'Sensor A sends what cannot be read (stream: expected 12 + 12 n bytes, 1 ≤ n ≤ 41, found 3); it is being linked again.',
    );
    expect(heard.faultCodes[0]).toBe('unreadable');
    first!.tamper = undefined;
    await until('A streams', () => heard.changes.at(-1)?.state === 'streaming');
    expect(heard.lost.every(({ id }) => id === 'A')).toBe(true);
  });

  it('a sensor that reboots in the middle is linked again and known to count anew', async () => {
    const { radio, source, heard, events, indices } = world([countingFeed('A')], {
      source: { silenceMs: 500 },
    });
    radio.start();
    await source.start();
    await until('fifty samples', () => indices.length >= 50);
    radio.sensors[0]!.reboot();
    await until('it is linked again', () => heard.linked.length === 2);
    const before = indices.length;
    await until('it streams again', () => indices.length >= before + 20);
    expect(areOnceEach(indices.slice(before))).toBe(true);
    expect(heard.linked[0]!.run).not.toBe(heard.linked[1]!.run);
    expect(events.filter(({ type }) => type === 'samplesLost')).toEqual([]);
    expect(heard.faultCodes).toEqual(['silent', 'restarted']);
    expect(heard.faults[1]).toBe(
      'Sensor A was restarted or configured; its samples count from zero again.',
    );
  });

  it('a battery that runs down is told at 10 %, and blamed when the link ends with it', async () => {
    const { radio, source, heard } = world([countingFeed('A')], {
      radio: { batteryIntervalMs: 0 },
    });
    const [sensor] = radio.sensors;
    radio.start();
    await source.start();
    let told = 0;
    source.on('battery', () => told++);
    // It is read once, then heard of at every change.
    await until('changes of the battery are heard', () => {
      sensor!.setBattery(90 - told);
      return told >= 3;
    });
    for (const percent of [9, 8, 2]) sensor!.setBattery(percent);
    await until('it is at 2 %', () => heard.batteries.get('A') === 2);
    sensor!.stop();
    await until('it is gone', () => heard.lost.length > 0);
    expect(heard.faultCodes).toEqual(['batteryLow', 'batteryEmpty']);
    expect(heard.faults).toEqual([
      'Sensor A has 9 % of its battery left; charge it soon.',
      'Sensor A is gone; its battery was at 2 %.',
    ]);
  });
});

describe('a device that tells another serial at every link', () => {
  it('is linked no more often than sensors can be, and the others stream on', async () => {
    const honest = countingFeed('honest');
    let links = 0;
    const liar = {
      ...countingFeed('liar'),
      get sensor() {
        return countingFeed(`liar-${links}`).sensor;
      },
    };
    const { radio, source, heard } = world([honest, liar], { source: { maxSensors: 4 } });
    source.on('sensorLinked', ({ id }) => {
      if (id === 'honest') return;
      links++;
      setImmediate(() => radio.sensors[1]!.dropLink());
    });
    radio.start();
    await source.start();
    await until('it is refused', () => heard.faultCodes.includes('tooManySensors'), 20_000);
    const ids = new Set(heard.linked.map(({ id }) => id));
    expect(ids.size).toBe(4);
    expect(ids.has(honest.sensor.id)).toBe(true);
    expect(heard.lost.some(({ id }) => id === 'honest')).toBe(false);
  });
});

describe('a link', () => {
  it('tells every state it goes through, and why', async () => {
    const { radio, source, heard } = world([countingFeed('A')]);
    radio.start();
    await source.start();
    await until('A streams', () => heard.blocks.has('A'));
    radio.sensors[0]!.dropLink();
    await until('A streams again', () => heard.linked.length === 2);
    await source.stop();
    const steps = heard.changes.map(({ state, reason, sensorId }) => [state, reason, sensorId]);
    const toStreaming = [
      ['heard', 'advertised', null],
      ['connecting', 'itsTurn', null],
      ['preparing', 'connected', null],
      ['streaming', 'started', 'A'],
    ];
    expect(steps).toEqual([
      ...toStreaming,
      ['resting', 'closedBySensor', 'A'],
      ...toStreaming,
      ['resting', 'closedByHub', 'A'],
    ]);
    const times = heard.changes.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('configuring a linked sensor', () => {
  it('makes it measure otherwise and announces it anew, without a lost link', async () => {
    const unit = countingFeed('A');
    const feed = {
      ...unit,
      configured: ({ rateHz }: { rateHz: number }) => countingFeed('A', rateHz),
    };
    const { radio, source, heard } = world([feed]);
    radio.start();
    await source.start();
    await until('A streams', () => heard.blocks.has('A'));
    const wanted = { accelerationRangeG: 16, angularRateRangeDps: 2000, magnetometer: false };
    await source.configure(unit.sensor.id, { ...wanted, rateHz: 200 });
    expect(heard.linked.map(({ rateHz }) => rateHz)).toEqual([100, 200]);
    expect(heard.faults).toEqual([]);
    const before = heard.blocks.get('A')!.length;
    await until('it streams at 200 Hz', () => heard.blocks.get('A')!.length > before + 20);
    expect(
      heard.blocks
        .get('A')!
        .slice(before + 5)
        .every(({ count }) => count === 4),
    ).toBe(true);
    expect(heard.lost).toEqual([]);
    await expect(source.configure(unit.sensor.id, { ...wanted, rateHz: 500 })).rejects.toThrow(
      'configure.rate: expected an integer from 60 to 400, found 500',
    );
    await expect(
      source.configure(unit.sensor.id, { ...wanted, rateHz: 200, magnetometer: true }),
    ).rejects.toThrow('The sensor refused configure: unsupported');
    const refused = heard.packets.length;
    await until('it streams on', () => heard.packets.length > refused + 5);
  });
});

describe('a sensor that does not answer', () => {
  it('loses its link when it streams and never acknowledges start, and rests before the next', async () => {
    const { radio, source, heard } = world([countingFeed('A')]);
    const [sensor] = radio.sensors;
    // The response to the write comes, the indication never does.
    const silenced = sensor!.faults.add({
      opcode: ATT_REQUEST.write,
      value: CONTROL_UUID,
      answer: 'silence',
    });
    radio.start();
    await source.start();
    await until(
      'it was given up twice',
      () => heard.changes.filter(isResting).length === 2,
      20_000,
    );
    expect(silenced.count).toBeGreaterThan(1);
    const [first, second] = heard.changes.filter(isResting);
    expect([first!.reason, second!.reason]).toEqual(['linkFailed', 'linkFailed']);
    const again = heard.changes.find(
      ({ state, atUs }) => state === 'connecting' && atUs > first!.atUs,
    );
    expect(again!.atUs - first!.atUs).toBeGreaterThan(450_000);
    silenced.remove();
    await until('it streams', () => heard.changes.at(-1)?.state === 'streaming', 20_000);
  });

  it('is linked anew when it does not answer in the middle of being configured', async () => {
    const unit = countingFeed('A');
    const { radio, source, heard } = world([{ ...unit, configured: () => countingFeed('A', 200) }]);
    const [sensor] = radio.sensors;
    radio.start();
    await source.start();
    await until(
      'the battery is watched',
      () => heard.batteries.size > 0 && heard.packets.length > 20,
    );
    // Configured, and then nobody knows how: the hub must not read on as before.
    const fault = sensor!.faults.add({ opcode: ATT_REQUEST.read, answer: 'silence', times: 1 });
    const wanted = {
      rateHz: 200,
      accelerationRangeG: 16,
      angularRateRangeDps: 2000,
      magnetometer: false,
    };
    await expect(source.configure(unit.sensor.id, wanted)).rejects.toThrow('A read took longer');
    expect(fault.count).toBe(1);
    await until('it is linked again', () => heard.linked.length === 2, 20_000);
    expect(heard.linked.map(({ rateHz }) => rateHz)).toEqual([100, 200]);
  });
});

describe('the end of a battery', () => {
  it('is told for what it is when the sensor goes without a word, and not when the adapter does', async () => {
    const { radio, source, heard } = world([countingFeed('A'), countingFeed('B')]);
    const [dying, other] = radio.sensors;
    radio.start();
    await source.start();
    await until('both batteries are known', () => heard.batteries.size === 2);
    const sink = (sensor: typeof dying, id: string) =>
      until(`the battery of ${id} is low`, () => {
        sensor!.setBattery(2);
        return heard.batteries.get(id) === 2;
      });
    await sink(dying, 'A');
    dying!.setInRange(false);
    await until('A is gone', () => heard.lost.length === 1);
    expect(heard.faults.at(-1)).toBe('Sensor A is gone; its battery was at 2 %.');
    await sink(other, 'B');
    radio.controller.setPowered(false);
    await until('B is lost', () => heard.lost.length === 2);
    expect(heard.lost[1]).toEqual({ id: 'B', reason: 'adapterLost' });
    expect(heard.faultCodes.filter((code) => code === 'batteryEmpty')).toHaveLength(1);
  });
});

function isResting({ state }: LinkChange): boolean {
  return state === 'resting';
}
