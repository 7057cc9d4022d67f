import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, writeStep } from '../../recording/session.ts';

/** Writes a finished recording of some seconds. */
export async function recordFile(
  folder: string,
  id: string,
  session: Partial<SessionMetadata> = {},
  durationS = 1,
): Promise<void> {
  const path = join(folder, `${id}.mcap`);
  const writer = await RecordingWriter.create(path, { ...SESSION, id, ...session });
  for (const step of sessionSteps(durationS)) writeStep(writer, step);
  await writer.close();
}

export function configOf(
  host: string,
  bucket: string,
  change: Partial<InfluxConfig> = {},
): InfluxConfig {
  return { host, org: '', bucket, token: '', hub: 'lab 1', detail: FULL_DETAIL, ...change };
}

/** An uploader that is stopped after the test. */
export function beginUploader(config: InfluxConfig, recordingsFolder: string): Uploader {
  const uploader = new Uploader({ config, recordingsFolder, pollMs: 20 });
  uploader.start();
  onTestFinished(() => uploader.stop());
  return uploader;
}

export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 20_000) {
  const deadlineMs = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${condition}`);
    await sleep(10);
  }
}

/** Whether every one of these recordings is noted as uploaded to its end. */
export async function areUploaded(folder: string, ids: readonly string[]): Promise<boolean> {
  const all = await Promise.all(
    ids.map(async (id) => {
      try {
        const path = join(folder, '.plumbline', 'uploads', `${id}.mcap.json`);
        const { cursors } = JSON.parse(await readFile(path, 'utf8'));
        return Object.values<{ finished: boolean }>(cursors).every(({ finished }) => finished);
      } catch {
        return false;
      }
    }),
  );
  return all.every(Boolean);
}
