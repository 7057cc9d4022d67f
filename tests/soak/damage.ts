import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { givenOf, isAllBut, recordedIn, withBitFlipped } from '../recording/damaged.ts';
import { seededRandom } from '../recording/session.ts';
import type { Results } from './results.ts';

const CORRUPTIONS = 60;
const TRUNCATIONS = 100;
const SEED = 17;

/** One wrong byte or a missing end at random places of a recording, finished or killed. */
export async function soakDamage(results: Results): Promise<void> {
  const random = seededRandom(SEED);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-damage-'));
  let refused = 0;
  /** The chunks that are given; none where the recording is refused with a sentence. */
  const given = async (path: string, bytes: Uint8Array): Promise<readonly string[] | null> => {
    try {
      return (await givenOf(path, bytes)).given;
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      refused++;
      return null;
    }
  };
  try {
    const original = await recordedIn(folder);
    const { path, bytes, chunks, ends } = original;
    const [endOfFirst = 0] = ends;
    const killed = bytes.subarray(0, ends.at(-1));
    let lacking = 0;
    for (const whole of [bytes, killed]) {
      for (let i = 0; i < CORRUPTIONS; i++) {
        const at = Math.floor(random() * whole.length);
        const found = await given(path, withBitFlipped(whole, at, i % 8));
        // Ahead of the end of the first chunk stands the session, without which nothing is read.
        if (found === null ? at >= endOfFirst : !isAllBut(original, found, at)) lacking++;
      }
    }
    const refusedOfCorrupted = refused;
    let cut = 0;
    for (let i = 0; i < TRUNCATIONS; i++) {
      const size = Math.floor(random() * bytes.length);
      const due = ends.filter((end) => end <= size).length;
      const found = (await given(path, bytes.subarray(0, size))) ?? [];
      if (found.length < due || found.some((text, k) => text !== chunks[k])) cut++;
    }
    results.told('chunks of the recording', chunks.length, '1');
    results.told('1-byte corruptions', 2 * CORRUPTIONS, '1');
    results.exactly('1-byte corruptions: an intact chunk not recovered', lacking, 0);
    results.told('1-byte corruptions: of the session itself, refused', refusedOfCorrupted, '1');
    results.told('truncations', TRUNCATIONS, '1');
    results.exactly('truncations: a whole chunk not recovered', cut, 0);
    results.told('truncations: within the head, refused', refused - refusedOfCorrupted, '1');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
