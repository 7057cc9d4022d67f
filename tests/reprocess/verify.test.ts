import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import { openRecording, type Recording } from '../../src/recording/reader.ts';
import { recompute } from '../../src/reprocess/recompute.ts';
import { verify } from '../../src/reprocess/verify.ts';

const SAMPLE = fileURLToPath(new URL('../../recordings/samples/squats.mcap', import.meta.url));

async function withSample<T>(use: (recording: Recording) => Promise<T>): Promise<T> {
  const recording = await openRecording(SAMPLE);
  try {
    return await use(recording);
  } finally {
    await recording.close();
  }
}

/** The recording with other stored frames. */
function withFrames(
  recording: Recording,
  change: (frame: BodyFrame, index: number) => BodyFrame | null,
): Recording {
  return new Proxy(recording, {
    get(target, name) {
      if (name === 'frames') {
        return async function* () {
          let index = 0;
          for await (const frame of target.frames()) {
            const changed = change(frame, index++);
            if (changed) yield changed;
          }
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('verifying the sample recording', () => {
  it('finds every frame and event equal bit for bit', async () => {
    const { frames, events, difference } = await withSample(verify);
    expect(difference).toBeNull();
    expect(frames).toBeGreaterThan(1000);
    expect(events).toBeGreaterThan(10);
  });

  it('names the first frame in which a single bit differs', async () => {
    const { frames, difference } = await withSample((recording) =>
      verify(
        withFrames(recording, (frame, i) =>
          i === 1500 ? { ...frame, arrivalUs: frame.arrivalUs + 1 } : frame,
        ),
      ),
    );
    expect(frames).toBe(1500);
    expect(difference).toBe('frame 1501 differs from the stored one');
  });

  it('tells of a frame that is computed but not stored', async () => {
    const { difference } = await withSample((recording) =>
      verify(withFrames(recording, (frame, i) => (i < 100 ? frame : null))),
    );
    expect(difference).toBe('frame 101 is computed but not stored');
  });
});

describe('recomputing a recording', () => {
  it('with other settings gives other results from the same packets', async () => {
    const rates = await withSample(async (recording) => {
      const counts: number[] = [];
      for (const frameRateHz of [recording.metadata.settings.frameRateHz, 50]) {
        let frames = 0;
        const settings = { ...recording.metadata.settings, frameRateHz };
        for await (const output of recompute(recording, settings)) frames += output.frames.length;
        counts.push(frames);
      }
      return counts;
    });
    expect(Math.abs(rates[0] - 2 * rates[1])).toBeLessThanOrEqual(1);
  });
});
