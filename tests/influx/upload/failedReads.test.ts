import { describe, expect, it } from 'vitest';
import { FailedReads, mayPass } from '../../../src/influx/upload/failedReads.ts';
import { RecordingError } from '../../../src/recording/recordingError.ts';
import { RecordingTail } from '../../../src/recording/tail.ts';
import { errorOf } from '../server/stubConfig.ts';

describe('an error of reading', () => {
  it('may pass where the system gave it, and does not where the file is no recording', async () => {
    const tooMany = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    expect(mayPass(tooMany)).toBe(true);
    expect(mayPass(new RecordingError('missing', 'a.mcap', 'Cannot open it.', tooMany))).toBe(true);
    expect(mayPass(await errorOf(RecordingTail.open(import.meta.filename)))).toBe(false);
  });

  it('is waited behind until one succeeds', () => {
    const failed = new FailedReads();
    expect(failed.isEarly('a')).toBe(false);
    failed.note('a', true);
    expect([failed.has('a'), failed.isEarly('a'), failed.isEarly('b')]).toEqual([
      true,
      true,
      false,
    ]);
    failed.note('b', false);
    expect([failed.has('b'), failed.isEarly('b')]).toEqual([true, false]);
    expect([failed.clear('a'), failed.clear('a'), failed.isEarly('a')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
