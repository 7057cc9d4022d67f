import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { CustomMeasure } from '../../src/model/customMeasures.ts';
import type { FrameLayout } from '../../src/stream/messages.ts';
import { FakeFeed } from '../hub/fakeFeed.ts';
import { testFrame } from '../hub/frames.ts';
import { nextOf, TestServer } from '../hub/testServer.ts';

const CUSTOM: readonly CustomMeasure[] = [
  { name: 'lessLean', formula: 'kneeOverToeDeg - 0.5 * shankLeanDeg', unit: 'deg' },
  { name: 'kneeSum', formula: 'kneeFlexionDeg + kneeValgusDeg' },
];

class CustomFeed extends FakeFeed {
  override readonly facts = { ...new FakeFeed('custom').facts, customMeasures: CUSTOM };
}

/** Values that differ from leg to leg and survive a 32-bit float. */
function customFrame(index: number): BodyFrame {
  const frame = testFrame(index);
  return {
    ...frame,
    legs: frame.legs.map((leg, i) => ({ ...leg, custom: [index + i / 4, index - i / 8] })),
  };
}

/** A frame by the names of its layout alone, as docs/stream.md has it. */
function byName(layout: FrameLayout, batch: Buffer): Map<string, number> {
  const values = new Map<string, number>();
  let at = 16 + 16;
  for (const name of layout.qualityColumns) {
    values.set(name, batch.readUInt16LE(at));
    at += 2;
  }
  for (const { name } of layout.channels) {
    values.set(name, batch.readFloatLE(at));
    at += 4;
  }
  expect(at).toBe(16 + layout.frameBytes);
  return values;
}

let hub: TestServer;
beforeEach(async () => {
  hub = await new TestServer().start();
});
afterEach(() => hub.stop());

describe('custom measures on the stream', () => {
  it('come with the hello of the feed that has them and go with it', async () => {
    const client = await hub.client();
    expect(client.layout?.customMeasures).toEqual([]);
    const feed = new CustomFeed();
    const greeted = nextOf(client, 'hello');
    hub.server.serve(feed);
    const [{ layout }] = await greeted;
    expect(layout.customMeasures).toEqual(CUSTOM);

    const received = nextOf(client, 'frames');
    feed.frame(customFrame(7));
    expect((await received)[0]).toEqual([customFrame(7)]);

    const back = nextOf(client, 'hello');
    hub.server.serve(hub.feed);
    expect((await back)[0].layout.customMeasures).toEqual([]);
    const plain = nextOf(client, 'frames');
    hub.feed.frame(testFrame(8));
    expect((await plain)[0]).toEqual([testFrame(8)]);
  });

  it('are channels with unit and one quality column, which is the union of their groups', async () => {
    const feed = new CustomFeed();
    const raw = await hub.raw();
    hub.server.serve(feed);
    feed.frame(customFrame(3));
    const client = await hub.client();
    const received = nextOf(client, 'frames');
    feed.frame(customFrame(4));
    await received;
    const layout = raw.ofType('layout').at(-1)?.layout;
    if (!layout) throw new Error('no layout was told');
    const channel = (name: string) => layout.channels.find((each) => each.name === name);
    expect(channel('left_custom_less_lean')).toEqual({
      name: 'left_custom_less_lean',
      unit: 'deg',
      quality: 'left_ankle_projection_quality',
    });
    expect(channel('right_custom_knee_sum')).toEqual({
      name: 'right_custom_knee_sum',
      unit: '1',
      quality: 'right_knee_quality',
    });
    const batch = raw.batches.at(-1);
    if (!batch) throw new Error('no batch came');
    const values = byName(layout, batch);
    const [right, left] = customFrame(4).legs;
    expect(values.get('right_custom_less_lean')).toBe(right.custom[0]);
    expect(values.get('left_custom_less_lean')).toBe(left.custom[0]);
    expect(values.get('left_custom_knee_sum')).toBe(left.custom[1]);
    expect(values.get('left_hip_flexion_deg')).toBe(left.measures.hipFlexionDeg);
    expect(values.get('left_ankle_projection_quality')).toBe(
      left.quality.ankle | left.quality.projection,
    );
    expect(left.quality.ankle | left.quality.projection).not.toBe(left.quality.ankle);
  });

  it('of which a frame lacks some are blank', async () => {
    const feed = new CustomFeed();
    hub.server.serve(feed);
    const client = await hub.client();
    const received = nextOf(client, 'frames');
    feed.frame(testFrame(1));
    const [[frame]] = await received;
    expect(frame.legs.map(({ custom }) => custom)).toEqual([
      [Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN],
    ]);
  });
});
