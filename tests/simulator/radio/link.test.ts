import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Air } from '../../../src/simulator/radio/air.ts';
import { Link } from '../../../src/simulator/radio/link.ts';
import {
  IDEAL_CONDITIONS,
  type RadioConditions,
  ROUGH_CONDITIONS,
} from '../../../src/simulator/radio/radioConditions.ts';

const clock = () => performance.now() * 1000;

function end() {
  const received: { readonly value: number; readonly atMs: number }[] = [];
  const closed: number[] = [];
  const delivered: number[] = [];
  return {
    received: (payload: Uint8Array) =>
      received.push({ value: payload[0]!, atMs: performance.now() }),
    delivered: (count: number) => delivered.push(count),
    closed: (reason: number) => closed.push(reason),
    log: { received, closed, delivered },
  };
}

function linkOf(changes: Partial<RadioConditions> = {}) {
  const central = end();
  const peripheral = end();
  const conditions = { ...IDEAL_CONDITIONS, ...changes };
  const fate = new Air({ clock, advertisingIntervalMs: 20, conditions }).fateOf('a');
  const timing = { clock, intervalUs: 15_000, supervisionTimeoutUs: 2_000_000, fate };
  return { link: new Link(timing, central, peripheral), fate, central, peripheral };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Link', () => {
  it('carries both directions at connection events only, in order', () => {
    const startMs = performance.now();
    const { link, central, peripheral } = linkOf();
    vi.advanceTimersByTime(20);
    for (const value of [1, 2]) link.send('peripheral', Uint8Array.of(value));
    link.send('central', Uint8Array.of(9));
    vi.advanceTimersByTime(9);
    expect(central.log.received).toEqual([]);
    vi.advanceTimersByTime(1);
    const atMs = startMs + 30;
    expect(central.log.received).toEqual([
      { value: 1, atMs },
      { value: 2, atMs },
    ]);
    expect(peripheral.log.received).toEqual([{ value: 9, atMs }]);
    expect([central.log.delivered, peripheral.log.delivered]).toEqual([[1], [2]]);
  });

  it('refuses notifications the peripheral cannot queue, and takes more after the next event', () => {
    const { link, central } = linkOf();
    const notify = () => link.send('peripheral', Uint8Array.of(0x1b));
    expect(Array.from({ length: 70 }, notify).filter(Boolean)).toHaveLength(64);
    // An answer has room behind them, and keeps its place.
    expect(link.send('peripheral', Uint8Array.of(0x1d))).toBe(true);
    expect(notify()).toBe(false);
    vi.advanceTimersByTime(15);
    expect(central.log.received.map(({ value }) => value)).toEqual([...Array(64).fill(0x1b), 0x1d]);
    expect(notify()).toBe(true);
  });

  it('tells each side who ended it', () => {
    const first = linkOf();
    first.link.close('central');
    first.link.close('peripheral');
    expect([first.central.log.closed, first.peripheral.log.closed]).toEqual([[0x16], [0x13]]);
    const second = linkOf();
    second.link.close('peripheral');
    expect([second.central.log.closed, second.peripheral.log.closed]).toEqual([[0x13], [0x16]]);
    expect(second.link.send('central', Uint8Array.of(1))).toBe(false);
  });

  it('ends with a timeout on both sides when out of range, delivering nothing meanwhile', () => {
    const { link, central, peripheral } = linkOf();
    link.send('peripheral', Uint8Array.of(1));
    link.loseRange();
    vi.advanceTimersByTime(1999);
    expect([central.log.received, central.log.closed]).toEqual([[], []]);
    vi.advanceTimersByTime(1);
    expect([central.log.closed, peripheral.log.closed]).toEqual([[0x08], [0x08]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('brings no packet past one that goes unheard, and delays by whole intervals', () => {
    const { link, fate, central, peripheral } = linkOf({ repeatProbability: 0.4 });
    const startMs = performance.now();
    for (let value = 0; value < 50; value++) link.send('peripheral', Uint8Array.of(value));
    vi.advanceTimersByTime(3000);
    expect(central.log.received.map(({ value }) => value)).toEqual(
      Array.from({ length: 50 }, (_, value) => value),
    );
    expect(peripheral.log.delivered.reduce((sum, count) => sum + count, 0)).toBe(50);
    // Each unheard attempt costs one connection event, and only the last event cost none.
    const events = 1 + fate.tally.repeats;
    expect(fate.tally.attempts).toBe(50 + fate.tally.repeats);
    expect(fate.tally.repeats).toBeGreaterThan(10);
    expect(central.log.received.at(-1)!.atMs - startMs).toBe(15 * events);
    for (const { atMs } of central.log.received) expect((atMs - startMs) % 15).toBe(0);
  });

  it('gives packets to the host late, in order, and with one timer', () => {
    const { link, central } = linkOf({ hostDelayMs: { median: 20, p99: 200 } });
    const startMs = performance.now();
    for (let value = 0; value < 60; value++) link.send('peripheral', Uint8Array.of(value));
    vi.advanceTimersByTime(15);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2000);
    const values = central.log.received.map(({ value }) => value);
    expect(values).toEqual(Array.from({ length: 60 }, (_, value) => value));
    expect(new Set(central.log.received.map(({ atMs }) => atMs)).size).toBeGreaterThan(3);
    expect(central.log.received[0]!.atMs - startMs).toBeGreaterThan(15);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives the host what still waits before it tells of the end', () => {
    const { link, central } = linkOf({ hostDelayMs: { median: 5000, p99: 5001 } });
    for (const value of [1, 2]) link.send('peripheral', Uint8Array.of(value));
    vi.advanceTimersByTime(20);
    expect(central.log.received).toEqual([]);
    link.close('peripheral');
    expect(central.log.received.map(({ value }) => value)).toEqual([1, 2]);
    expect(central.log.closed).toEqual([0x13]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits out a silence of the band with a single timer and then catches up', () => {
    const always = { perSecond: 1e9, shortestMs: 100, longestMs: 100 };
    const { link, fate, central } = linkOf({ sharedStalls: always });
    link.send('peripheral', Uint8Array.of(1));
    vi.advanceTimersByTime(1000);
    expect(central.log.received).toEqual([]);
    expect(fate.tally.stalls).toBeGreaterThanOrEqual(9);
    const {
      link: other,
      fate: free,
      central: heard,
    } = linkOf({
      sharedStalls: { perSecond: 2, shortestMs: 100, longestMs: 100 },
    });
    for (let i = 0; i < 300; i++) {
      other.send('peripheral', Uint8Array.of(i % 256));
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(200);
    expect(heard.log.received).toHaveLength(300);
    expect(free.tally.stalls).toBeGreaterThan(4);
  });

  it('brings notifications twice or overtaken, and everything else once and in order', () => {
    const rare = { duplicateProbability: 0.2, overtakenProbability: 0.2 };
    const { link, fate, central } = linkOf(rare);
    for (let value = 0; value < 200; value++) {
      link.send('peripheral', Uint8Array.of(value));
      vi.advanceTimersByTime(15);
    }
    // Value 0x1b makes a notification of its payload, the only one that may be treated so.
    const others = central.log.received.map(({ value }) => value).filter((v) => v !== 0x1b);
    expect(others).toEqual(Array.from({ length: 200 }, (_, v) => v).filter((v) => v !== 0x1b));
    const before = central.log.received.length;
    for (let value = 0; value < 200; value++) {
      link.send('peripheral', Uint8Array.of(0x1b, value));
      vi.advanceTimersByTime(15);
    }
    link.close('central');
    expect(central.log.received.length - before).toBe(200 + fate.tally.duplicated);
    // 200 at 0.2: 40 ± 5.7; four of them.
    expect(fate.tally.duplicated).toBeGreaterThan(40 - 4 * 5.7);
    expect(fate.tally.duplicated).toBeLessThan(40 + 4 * 5.7);
    expect(fate.tally.overtaken).toBeGreaterThan(0);
  });

  it('crosses in parts where the host sends in parts, and frees a buffer for each', () => {
    const { link, central, peripheral } = linkOf();
    for (const payload of [null, null, Uint8Array.of(7)]) link.send('central', payload);
    vi.advanceTimersByTime(15);
    expect(peripheral.log.received.map(({ value }) => value)).toEqual([7]);
    expect(central.log.delivered).toEqual([3]);
  });

  it('breaks off on both sides when its peripheral is out of reach', () => {
    const absences = { perSecond: 1e9, shortestMs: 1000, longestMs: 1000 };
    const { link, fate, central, peripheral } = linkOf({ absences });
    link.send('peripheral', Uint8Array.of(1));
    vi.advanceTimersByTime(15);
    expect(central.log).toEqual({ received: [], closed: [0x08], delivered: [] });
    expect(peripheral.log.closed).toEqual([0x08]);
    expect(fate.tally.disconnects).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('repeats a whole course of misfortunes for the same seed, and takes another for another', () => {
    const course = (seed: number) => {
      const { link, fate, central } = linkOf({ ...ROUGH_CONDITIONS, seed });
      const startMs = performance.now();
      for (let i = 0; i < 2000; i++) {
        link.send('peripheral', Uint8Array.of(0x1b, i % 256));
        vi.advanceTimersByTime(20);
      }
      link.close('central');
      const { attempts, repeats, stalls, duplicated } = fate.tally;
      const arrivalsMs = central.log.received.map(({ atMs }) => atMs - startMs);
      return { arrivalsMs, attempts, repeats, stalls, duplicated };
    };
    const first = course(3);
    expect(first.arrivalsMs.length).toBeGreaterThan(100);
    expect(first.repeats).toBeGreaterThan(10);
    expect(course(3)).toEqual(first);
    expect(course(4)).not.toEqual(first);
  });
});
