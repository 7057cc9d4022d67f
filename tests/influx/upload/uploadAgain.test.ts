import { expect, it, onTestFinished, vi } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import { UploadRun } from '../../../src/influx/upload/uploadRun.ts';
import { temporaryFolder } from '../../recording/session.ts';

it('an upload that breaks off says why, and is begun again by itself', async () => {
  const run = vi.spyOn(UploadRun.prototype, 'run');
  run.mockRejectedValueOnce(new Error('no cursor is where it was'));
  onTestFinished(() => run.mockRestore());
  const host = 'http://127.0.0.1:9';
  const uploader = new Uploader({
    config: { host, org: '', bucket: 'b', token: '', hub: 'lab 1', detail: FULL_DETAIL },
    recordingsFolder: await temporaryFolder(),
    pollMs: 20,
  });
  onTestFinished(() => uploader.stop());
  uploader.start();
  await expect
    .poll(() => uploader.state)
    .toMatchObject({
      state: 'waiting',
      lastError: 'The upload broke off and is begun again by itself: no cursor is where it was',
    });
  await expect
    .poll(() => uploader.state, { timeout: 3000 })
    .toMatchObject({
      state: 'idle',
      lastError: null,
    });
});
