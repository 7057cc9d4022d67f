import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Air } from '../../../src/simulator/radio/air.ts';
import { Link } from '../../../src/simulator/radio/link.ts';
import {
  IDEAL_CONDITIONS,
  type RadioConditions,
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

  it('refuses what the peripheral cannot queue, and takes more after the next event', () => {
    const { link } = linkOf();
    const accepted = Array.from({ length: 70 }, () => link.send('peripheral', Uint8Array.of(0)));
    expect(accepted.filter(Boolean)).toHaveLength(64);
    vi.advanceTimersByTime(15);
    expect(link.send('peripheral', Uint8Array.of(0))).toBe(true);
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
});
