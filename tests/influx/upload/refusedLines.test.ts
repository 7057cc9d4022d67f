import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedLinesError, UploadError } from '../../../src/influx/server/uploadError.ts';
import { writeAround } from '../../../src/influx/upload/refusedLines.ts';

describe('writing around refused lines', () => {
  it('stores every good line and hands back every bad one, wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (isBad) => {
        const lines = isBad.map((bad, i) => `${bad ? 'bad' : 'good'}${i}`);
        const stored = new Set<string>();
        const refused = await writeAround(async (some) => {
          if (some.some((line) => line.startsWith('bad'))) throw new RefusedLinesError('no');
          for (const line of some) stored.add(line);
        }, lines);
        expect(refused.lines).toEqual(lines.filter((line) => line.startsWith('bad')));
        expect([...stored]).toEqual(lines.filter((line) => line.startsWith('good')));
      }),
    );
  });

  it('does not look for lines that are older than the bucket keeps', async () => {
    let requests = 0;
    const refused = await writeAround(() => {
      requests += 1;
      return Promise.reject(new RefusedLinesError('points beyond retention policy dropped=9'));
    }, ['a', 'b', 'c']);
    expect(requests).toBe(1);
    expect(refused).toEqual({ lines: [], reason: 'points beyond retention policy dropped=9' });
  });

  it('leaves failures that may pass to the caller', async () => {
    const down = new UploadError('down');
    await expect(writeAround(() => Promise.reject(down), ['a', 'b'])).rejects.toBe(down);
  });
});
