import { describe, expect, it } from 'vitest';
import { Random } from '../../src/simulator/random.ts';
import { Envelope } from '../../src/timing/envelope.ts';

describe('the line under points that lie above it', () => {
  it.each([-80, -3, 0, 20, 90])(
    'has the slope %d of the line under delays of any kind',
    (slope) => {
      const random = new Random(1, 'delays');
      const envelope = new Envelope(150, 600, 100);
      for (let x = 0; x < 600; x += 4) {
        const delay = 100 + 5000 * random.uniform(0, 1) ** 2 + (x % 60 === 0 ? 300_000 : 0);
        envelope.add(x, slope * x + delay);
      }
      // Of 150 delays with a density that grows without bound towards 0, the least are within 1 µs; the
      // prior draws a slope of 90 by no more than the scatter over its share, 2000 µs / 150 / 300 s.
      expect(Math.abs(envelope.slope() - slope)).toBeLessThan(0.2);
      expect(Math.abs(envelope.heightAt(600, envelope.slope()) - slope * 600 - 100)).toBeLessThan(
        60,
      );
    },
  );

  it('believes no slope beyond the largest, and of two points near one another hardly any', () => {
    const steep = new Envelope(150, 600, 100);
    for (let x = 0; x < 600; x += 4) steep.add(x, 300 * x);
    expect(steep.slope()).toBeLessThanOrEqual(100);
    expect(steep.slope()).toBeGreaterThan(95);
    const few = new Envelope(10, 600, 100);
    few.add(0, 10_000);
    few.add(1, 0);
    // 10 000 µs in 1 s would be −10 000.
    expect(Math.abs(few.slope())).toBeLessThan(5);
    few.clear();
    expect(few.slope()).toBe(0);
    expect(few.heightAt(0, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('forgets what is older than its window, and the oldest when it is full', () => {
    const envelope = new Envelope(4, 100, 100);
    for (const x of [0, 10, 20, 30, 40]) envelope.add(x, x === 0 ? -1 : x);
    expect(envelope.length).toBe(4);
    expect(envelope.heightAt(0, 0)).toBe(10);
    envelope.add(125, 125);
    expect(envelope.length).toBe(3);
    expect(envelope.heightAt(0, 0)).toBe(30);
    envelope.dropBefore(200);
    expect(envelope.length).toBe(0);
  });

  it('tells how far a share of the points lies above a line', () => {
    const envelope = new Envelope(9, 100, 100);
    for (const x of [0, 1, 2, 3, 4, 5, 6, 7]) envelope.add(x, 2 * x + 10 * ((3 * x) % 8));
    // 0, 10, …, 70 above the line 2 x.
    expect(envelope.quantileAbove(0.5, 1, 2, 2)).toBe(40);
    expect(envelope.quantileAbove(0.75, 1, 2, 2)).toBe(60);
    expect(envelope.quantileAbove(0, 1, 2, 2)).toBe(0);
  });
});
