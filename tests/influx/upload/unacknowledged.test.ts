import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { CursorStore } from '../../../src/influx/upload/cursorStore.ts';
import { edited } from '../../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../../src/recording/sidecar/sidecarFile.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configOf } from '../server/stubConfig.ts';
import { areUploaded, beginUploader, recordFile, until } from './uploading.ts';

/** A server that has stored the first lines of a recording `a` and could never say so. */
async function storedSilently(): Promise<{ stub: InfluxStub; folder: string }> {
  const stub = await InfluxStub.start();
  const folder = await temporaryFolder();
  await recordFile(folder, 'a');
  stub.onWrite = () => ({ kind: 'cut', when: 'stored' });
  const uploader = beginUploader(configOf(stub), folder);
  await until(() => stub.store.size > 0);
  await uploader.stop();
  stub.onWrite = () => null;
  return { stub, folder };
}

/** What a server holds that had an easy day. */
async function linesOf(config: Partial<InfluxConfig> = {}): Promise<readonly string[]> {
  const stub = await InfluxStub.start();
  const folder = await temporaryFolder();
  await recordFile(folder, 'a');
  beginUploader(configOf(stub, config), folder);
  await until(() => areUploaded(folder, ['a']));
  return stub.store.lines;
}

async function putRight(folder: string, subject: string): Promise<void> {
  const edit = { facts: { subject } };
  await changeSidecar(join(folder, 'a.mcap'), (it) => edited(it, edit, 'coach', 1));
}

describe('lines that were stored and never acknowledged', () => {
  it.each<[string, Partial<InfluxConfig>]>([
    ['hub', { hub: 'renamed' }],
    ['rate', { detail: { bodyRateHz: 10, samples: true } }],
  ])('are not there twice when the %s is changed behind them', async (_, change) => {
    const { stub, folder } = await storedSilently();
    beginUploader(configOf(stub, change), folder);
    await until(() => areUploaded(folder, ['a']));
    expect(stub.store.lines).toEqual(await linesOf());
  });

  it('are deleted when the pseudonym is put right behind them', async () => {
    const { stub, folder } = await storedSilently();
    await putRight(folder, 'P-NEW');
    beginUploader(configOf(stub), folder);
    const wanted = (await linesOf()).map((line) => line.replace('P-7F3K', 'P-NEW'));
    await until(() => `${stub.store.lines}` === `${wanted}`);
    await until(() => areUploaded(folder, ['a']));
  });
});

it('notes no names while no server was there to take a line', async () => {
  const stub = await InfluxStub.start({ family: 'three' });
  const folder = await temporaryFolder();
  await recordFile(folder, 'a');
  const config = configOf(stub);
  stub.onRequest = () => ({ kind: 'cut', when: 'reading' });
  const uploader = beginUploader(config, folder);
  await until(() => uploader.state.state === 'waiting');
  await uploader.stop();
  expect(await new CursorStore(join(folder, '.plumbline'), config).read('a.mcap')).toBeNull();

  stub.onRequest = () => null;
  await putRight(folder, 'P-NEW');
  const second = beginUploader(config, folder);
  await until(() => areUploaded(folder, ['a']));
  expect(stub.store.lines.every((line) => line.includes('subject=P-NEW'))).toBe(true);
  expect(second.state.lastError).toBeNull();
});
