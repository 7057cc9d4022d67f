import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InfluxConfig } from '../../src/influx/server/config.ts';
import { Uploader } from '../../src/influx/upload/uploader.ts';

/** Uploads all recordings of a folder, to their ends. */
export async function uploadFolder(folder: string, config: InfluxConfig): Promise<void> {
  const uploader = new Uploader({ config, recordingsFolder: folder, pollMs: 20 });
  uploader.start();
  const wanted = (await readdir(folder)).filter((name) => name.endsWith('.mcap')).length;
  const cursors = join(folder, '.plumbline', 'uploads');
  for (;;) {
    const kept = (await readdir(cursors).catch(() => [])).filter((name) => name.endsWith('.json'));
    if (kept.length === wanted && uploader.state.state === 'idle') break;
    await sleep(10);
  }
  await uploader.stop();
}
