import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedLinesError, UploadError } from '../../../src/influx/server/uploadError.ts';
import { SystematicRefusalError, writeAround } from '../../../src/influx/upload/refusedLines.ts';
import { errorOf } from '../server/stubConfig.ts';

describe('writing around refused lines', () => {
  it('stores every good line and hands back every bad one with its reason, wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (isBad) => {
        const lines = isBad.map((bad, i) => `${bad ? 'bad' : 'good'}${i}`);
        const stored = new Set<string>();
        const { lines: refused } = await writeAround(async (some) => {
          const bad = some.find((line) => line.startsWith('bad'));
          if (bad !== undefined) throw new RefusedLinesError(`no ${bad}`);
          for (const line of some) stored.add(line);
        }, lines);
        const bad = lines.filter((line) => line.startsWith('bad'));
        expect(refused).toEqual(bad.map((line) => ({ line, reason: `no ${line}` })));
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
    expect(refused).toEqual({ lines: [], tooOld: 'points beyond retention policy dropped=9' });
  });

  it('leaves failures that may pass to the caller', async () => {
    const down = new UploadError('down');
    await expect(writeAround(() => Promise.reject(down), ['a', 'b'])).rejects.toBe(down);
  });

  it('stops when more are refused than single lines would be', async () => {
    let requests = 0;
    const refuse = () => {
      requests += 1;
      return Promise.reject(new RefusedLinesError('refused (400: no)'));
    };
    const lines = Array.from({ length: 5000 }, (_, i) => `rep\\,x,side=left a=1 ${i}`);
    const error = await errorOf(writeAround(refuse, lines, 100));
    expect(error).toBeInstanceOf(SystematicRefusalError);
    expect(error).toMatchObject({
      waitMs: 30_000,
      message: expect.stringMatching(/so many of "rep\\,x" .*another bucket, or drop "rep\\,x"/),
    });
    expect(requests).toBeLessThan(250);
  });

  it('does not even search when the server says how many it dropped', async () => {
    let requests = 0;
    const refuse = () => {
      requests += 1;
      const said = 'type conflict: input field "a" on measurement "body" is … dropped=101';
      return Promise.reject(new RefusedLinesError(said, { dropped: 101 }));
    };
    const error = await errorOf(writeAround(refuse, ['cue a=1 1', 'body a=1 1'], 100));
    expect(String(error)).toContain('drop "body"');
    expect(requests).toBe(1);
  });

  it('takes as many as it may', async () => {
    const refuse = () => Promise.reject(new RefusedLinesError('no'));
    const lines = Array.from({ length: 100 }, (_, i) => `a b=1 ${i}`);
    expect((await writeAround(refuse, lines, 100)).lines).toHaveLength(100);
  });
});
