import { describe, expect, it } from 'vitest';
import { RequestSize } from '../../../src/influx/server/requestSize.ts';

const LINES = Array.from({ length: 20_000 }, () => 'twenty bytes äöü 1');

function times(count: number, act: () => void): void {
  for (let i = 0; i < count; i++) act();
}

describe('the size of a request', () => {
  it('is 5000 lines at first, and less where less is left', () => {
    const size = new RequestSize();
    expect(size.endOf(LINES, 0)).toBe(5000);
    expect(size.endOf(LINES, 19_990)).toBe(20_000);
  });

  it('is halved by a time-out, which also gives more time, and grows again by successes', () => {
    const size = new RequestSize();
    size.timedOut(5000);
    expect([size.lines, size.timeoutMs]).toEqual([2500, 20_000]);
    size.timedOut(2500);
    expect([size.lines, size.timeoutMs]).toEqual([1250, 40_000]);
    size.stored();
    expect([size.lines, size.timeoutMs]).toEqual([1350, 20_000]);
    times(100, () => size.stored());
    expect([size.lines, size.timeoutMs]).toEqual([5000, 10_000]);
  });

  it('is halved of what was sent, when that was less', () => {
    const size = new RequestSize();
    size.timedOut(400);
    expect(size.lines).toBe(200);
  });

  it('stays useful however often the server is silent', () => {
    const size = new RequestSize();
    times(100, () => size.timedOut(size.lines));
    expect([size.lines, size.timeoutMs]).toEqual([50, 60_000]);
  });

  it('stays within the bytes that were too many, whatever succeeds', () => {
    const size = new RequestSize();
    // 19 letters in 22 bytes with the line end.
    size.tooLarge(LINES.slice(0, 1000));
    expect(size.endOf(LINES, 0)).toBe(500);
    times(100, () => size.stored());
    expect(size.endOf(LINES, 100)).toBe(600);
  });

  it('holds one line at least', () => {
    const size = new RequestSize();
    size.tooLarge(['x', 'x']);
    expect(size.endOf(LINES, 7)).toBe(8);
  });
});
