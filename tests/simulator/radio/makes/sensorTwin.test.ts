import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IndexRanges } from '../../../../src/signal/indexRanges.ts';
import { ATT_ERROR, ATT_REQUEST, ATT_WRITE_COMMAND } from '../../../../src/simulator/radio/att.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { IDEAL_CONDITIONS } from '../../../../src/simulator/radio/radioConditions.ts';
import { clock, linkedTwin, type TwinClient, type TwinWorldOptions } from './linkedTwin.ts';

const dot = (group: string) => `1517${group}-4947-11e9-8646-d663bd873d93`;
const [SETTINGS, CONTROL, PAYLOAD] = [dot('1002'), dot('2001'), dot('2003')];
const BATTERY = dot('3001');
const MEASURE = '010115';

const MAKES: readonly MakeChoice[] = [
  { driver: 'movellaDot' },
  { driver: 'movesense' },
  { driver: 'witMotion' },
  { driver: 'metaMotion' },
];

function measure(client: TwinClient): void {
  client.subscribe(PAYLOAD);
  client.write(CONTROL, MEASURE);
}

/** A DOT that measures acceleration and angular rate. */
function measuring(options: TwinWorldOptions = {}) {
  const world = linkedTwin({ driver: 'movellaDot' }, options);
  measure(world.client);
  return world;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the truth about a twin', () => {
  it('tells when each sample was taken, by a unit faster than its name and a clock of its own', () => {
    const deviceClock = { offsetUs: 5e6, skewPpm: 40, rateErrorPpm: 10_000 };
    const onUs = clock();
    const { client, twin } = measuring({ deviceClock });
    vi.advanceTimersByTime(10_000);
    const stream = twin.streams[0]!;
    expect(stream.sampleUs(600) - stream.sampleUs(0)).toBeCloseTo(10e6 / 1.01, 3);
    const times = client.heard(PAYLOAD).map((payload) => payload.readUInt32LE(0));
    expect(times.length).toBeGreaterThan(600);
    for (const [n, time] of times.entries()) {
      const elapsedUs = stream.sampleUs(n) - onUs;
      // Rounded to a whole microsecond.
      expect(Math.abs(time - (5e6 + elapsedUs * (1 + 40e-6)))).toBeLessThanOrEqual(0.51);
    }
  });

  it('tells which samples reached the host and which the full queue threw away', () => {
    const overflow = { onset: 0.1, end: 0.3, lossWithin: 1 };
    const { client, twin } = measuring({ conditions: { ...IDEAL_CONDITIONS, overflow } });
    vi.advanceTimersByTime(10_000);
    const delivered = twin.air.delivered.of(0);
    const withheld = twin.air.withheld.of(0);
    expect(withheld.size).toBeGreaterThan(50);
    expect(client.heard(PAYLOAD)).toHaveLength(delivered.size);
    expect(twin.air.notifications).toBe(delivered.size);
    const all = new IndexRanges();
    for (const { first, end } of [...delivered.ranges, ...withheld.ranges])
      all.add(first, end - first);
    expect([all.ranges.length, all.size]).toEqual([1, delivered.size + withheld.size]);
    // Each payload tells by its timestamp which sample it is: those that are said to have come.
    const times = client.heard(PAYLOAD).map((payload) => payload.readUInt32LE(0));
    const came = new IndexRanges();
    const { first } = delivered.ranges[0]!;
    for (const timeUs of times) came.add(first + Math.round(((timeUs - times[0]!) * 60) / 1e6), 1);
    expect(came.ranges).toEqual(delivered.ranges);
  });

  it('numbers its streams, whatever began them', () => {
    const { client, twin } = measuring();
    vi.advanceTimersByTime(500);
    client.write(CONTROL, '010015');
    client.write(CONTROL, '010114');
    vi.advanceTimersByTime(500);
    expect(twin.streams.map(({ what }) => what)).toEqual(['payload mode 21', 'payload mode 20']);
    expect(twin.air.delivered.runs).toEqual([0, 1]);
    for (const run of [0, 1]) expect(twin.air.delivered.of(run).ranges[0]!.first).toBe(0);
  });

  it('counts what waited longer than two seconds as thrown away', () => {
    const linkStalls = { perSecond: 0.05, shortestMs: 6000, longestMs: 6000 };
    const { twin } = measuring({ conditions: { ...IDEAL_CONDITIONS, linkStalls } });
    vi.advanceTimersByTime(120_000);
    const { delivered, withheld } = twin.air;
    expect(withheld.size).toBeGreaterThan(60);
    // The rest waits: 64 notifications in the radio's queue, two seconds of samples before it.
    const waiting = 120 * 60 - delivered.size - withheld.size;
    expect(waiting).toBeGreaterThanOrEqual(-1);
    expect(waiting).toBeLessThanOrEqual(64 + 2 * 60 + 60);
  });
});

describe('a twin', () => {
  it.each(MAKES)('of $driver leaves no timer behind when it is switched off', (choice) => {
    const { client, twin } = linkedTwin(choice);
    expect([twin.on, twin.advertisement()]).toEqual([true, null]);
    twin.stop();
    expect([twin.on, client.open, twin.advertisement()]).toEqual([false, false, null]);
    expect(vi.getTimerCount()).toBe(0);
    twin.start(clock());
    expect(twin.advertisement()).not.toBeNull();
  });

  it.each(MAKES)('of $driver is on the air again as soon as it lost its power', (choice) => {
    const { client, twin, linkAgain } = linkedTwin(choice);
    twin.reboot();
    expect(twin.advertisement()).not.toBeNull();
    const again = linkAgain();
    expect(again.read(0x2a00).length).toBeGreaterThan(3);
    // The old link ends by its supervision timeout of two seconds, without harm to the new one.
    expect(client.open).toBe(true);
    vi.advanceTimersByTime(2100);
    expect([client.open, again.open]).toEqual([false, true]);
    expect(again.read(0x2a00).length).toBeGreaterThan(3);
  });

  it('begins its clock and its measurement anew when it lost its power', () => {
    const { client, twin, linkAgain } = measuring();
    vi.advanceTimersByTime(5000);
    expect(client.heard(PAYLOAD).at(-1)!.readUInt32LE(0)).toBeGreaterThan(4.5e6);
    twin.reboot();
    const again = linkAgain();
    vi.advanceTimersByTime(200);
    measure(again);
    vi.advanceTimersByTime(200);
    expect(again.heard(PAYLOAD)[0]!.readUInt32LE(0)).toBeLessThan(1e6);
    expect(twin.streams).toHaveLength(2);
  });

  it('ends its link, or is lost without a word when it leaves range', () => {
    const { client, twin, linkAgain } = measuring();
    twin.dropLink();
    expect(client.open).toBe(false);
    const again = linkAgain();
    measure(again);
    twin.setInRange(false);
    vi.advanceTimersByTime(1900);
    expect([again.open, twin.advertisement()]).toEqual([true, null]);
    vi.advanceTimersByTime(200);
    expect([again.open, twin.advertisement()]).toEqual([false, null]);
    twin.setInRange(true);
    expect(twin.advertisement()).not.toBeNull();
  });

  it('sends what a test puts in place of its samples', () => {
    const { client, twin } = measuring();
    twin.tamper = (value) => [value.subarray(0, 3), Uint8Array.of(1, 2)];
    vi.advanceTimersByTime(500);
    const odd = client.heard(PAYLOAD).filter(({ length }) => length < 40);
    expect(odd.slice(-2).map(({ length }) => length)).toEqual([3, 2]);
    const before = twin.air.delivered.of(0).size;
    twin.tamper = () => [];
    vi.advanceTimersByTime(500);
    const silent = client.heard(PAYLOAD).length;
    vi.advanceTimersByTime(500);
    expect(client.heard(PAYLOAD)).toHaveLength(silent);
    expect(twin.air.delivered.of(0).size).toBe(before);
  });

  it('answers wrongly, never, or does nothing where a fault says so', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    const { read, write } = ATT_REQUEST;
    const answer = ATT_ERROR.writeNotPermitted;
    twin.faults.add({ opcode: write, value: CONTROL, answer, times: 1 });
    expect(client.write(CONTROL, MEASURE)).toBe(ATT_ERROR.writeNotPermitted);
    expect(client.write(CONTROL, MEASURE)).toBe(0);
    twin.faults.add({ opcode: read, value: SETTINGS, answer: 'silence', times: 1 });
    expect(() => client.read(SETTINGS)).toThrow('was answered by ');
    expect(client.read(SETTINGS)).toHaveLength(32);
    // They are the sensor's, not the power-on's.
    const fault = twin.faults.add({ opcode: write, value: CONTROL, answer });
    twin.reboot();
    expect(fault.count).toBe(0);
  });

  it('does not carry out a command that a fault struck', () => {
    const { client, twin } = linkedTwin({ driver: 'metaMotion' });
    const [command, told] = ['326a9001', '326a9006'].map(
      (group) => `${group}-85cb-9195-d9dd-464cfbbae75a`,
    ) as [string, string];
    client.subscribe(told);
    twin.faults.add({ opcode: ATT_WRITE_COMMAND, value: command, answer: 'silence', times: 1 });
    for (const probe of ['0380', '1380']) client.command(command, probe);
    expect(client.heard(told).map((each) => each[0])).toEqual([0x13]);
  });

  it('tells a change of its battery at once, and the next ten seconds later', () => {
    const { client, twin } = linkedTwin({ driver: 'movellaDot' });
    client.subscribe(BATTERY);
    for (const percent of [79, 78, 77]) twin.setBattery(percent);
    vi.advanceTimersByTime(9900);
    expect(client.heard(BATTERY).map(([percent]) => percent)).toEqual([79]);
    vi.advanceTimersByTime(200);
    expect(client.heard(BATTERY).map(([percent]) => percent)).toEqual([79, 77]);
  });
});
