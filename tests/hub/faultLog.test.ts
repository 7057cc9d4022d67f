import { describe, expect, it } from 'vitest';
import { FaultLog } from '../../src/hub/faultLog.ts';

const SECOND_US = 1_000_000;

describe('FaultLog', () => {
  it('reports a repeated fault once in ten seconds and counts the rest', () => {
    const log = new FaultLog();
    const reports = [0, 1, 2, 10, 11].map((s) => log.note('Lost.', null, s * SECOND_US));
    expect(reports).toEqual([true, false, false, true, false]);
    expect(log.current(11 * SECOND_US)).toEqual([
      { sentence: 'Lost.', sensorId: null, timeUs: 11 * SECOND_US, count: 5 },
    ]);
  });

  it('forgets a fault that was not seen for half a minute', () => {
    const log = new FaultLog();
    log.note('Lost.', null, 0);
    expect(log.current(29 * SECOND_US)).toHaveLength(1);
    expect(log.current(30 * SECOND_US)).toHaveLength(0);
  });

  it('stays bounded however many different faults there are', () => {
    const log = new FaultLog();
    for (let i = 0; i < 1000; i++) log.note(`Fault ${i}.`, null, i);
    const current = log.current(1000);
    expect(current).toHaveLength(20);
    expect(current.at(-1)!.sentence).toBe('Fault 999.');
  });
});
