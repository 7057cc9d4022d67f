import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { CursorStore } from '../../../src/influx/upload/cursorStore.ts';
import { temporaryFolder } from '../../recording/session.ts';

const CONFIG = {
  host: 'http://a:8086',
  org: 'o',
  bucket: 'b',
  token: 't',
  hub: 'h',
  detail: FULL_DETAIL,
};
const CURSOR = {
  offset: 1234,
  finished: false,
  hub: 'h',
  detail: FULL_DETAIL,
  lines: {},
  session: 's',
  subject: 'P-2',
  recordedSubject: 'P-1',
  kin: [],
};

describe('upload cursors', () => {
  it('are kept per server and bucket, readable by their owner alone', async () => {
    const folder = await temporaryFolder();
    const here = new CursorStore(folder, CONFIG);
    const there = new CursorStore(folder, { ...CONFIG, bucket: 'other' });
    await here.save('one.mcap', CURSOR);
    expect(await there.read('one.mcap')).toBeNull();
    await there.save('one.mcap', { ...CURSOR, offset: 5, finished: true });

    expect(await new CursorStore(folder, CONFIG).read('one.mcap')).toEqual(CURSOR);
    expect(await here.read('two.mcap')).toBeNull();
    const files = await readdir(join(folder, 'uploads'));
    expect(files).toEqual(['one.mcap.json']);
    expect((await stat(join(folder, 'uploads', files[0]))).mode & 0o777).toBe(0o600);
  });

  it('do not hold the token', async () => {
    const folder = await temporaryFolder();
    const store = new CursorStore(folder, { ...CONFIG, token: 'very secret' });
    await store.save('one.mcap', CURSOR);
    expect(await readFile(join(folder, 'uploads', 'one.mcap.json'), 'utf8')).not.toContain(
      'secret',
    );
  });

  it('begin anew when their file was torn or is of another version', async () => {
    const folder = await temporaryFolder();
    const store = new CursorStore(folder, CONFIG);
    await store.save('one.mcap', CURSOR);
    for (const text of ['', '{"schemaVersion":1,"cur', '{"schemaVersion":1,"cursors":{}}']) {
      await writeFile(join(folder, 'uploads', 'one.mcap.json'), text);
      expect(await store.read('one.mcap')).toBeNull();
    }
    await store.save('one.mcap', CURSOR);
    expect(await store.read('one.mcap')).toEqual(CURSOR);
  });
});
