import { describe, expect, it } from 'vitest';
import { FeedSwitch } from '../../src/hub/feedSwitch.ts';
import { FakeFeed } from './fakeFeed.ts';

class WatchedFeed extends FakeFeed {
  readonly calls: string[] = [];
  failStart = false;

  override async start(): Promise<void> {
    this.calls.push('start');
    if (this.failStart) throw new Error('cannot be read');
  }

  override async stop(): Promise<void> {
    this.calls.push('stop');
  }
}

describe('FeedSwitch', () => {
  it('closes a replay that cannot start, and shows what is live', async () => {
    const live = new WatchedFeed();
    const replay = new WatchedFeed('broken');
    replay.failStart = true;
    const feeds = new FeedSwitch(live, () => {});
    await feeds.start();
    await expect(feeds.replay(replay)).rejects.toThrow('cannot be read');
    expect(feeds.current).toBe(live);
    expect(replay.calls).toEqual(['start', 'stop']);
  });

  it('closes a replay that was opened while it stopped, unstarted', async () => {
    const live = new WatchedFeed();
    const replay = new WatchedFeed('late');
    const feeds = new FeedSwitch(live, () => {});
    await feeds.start();
    await Promise.all([feeds.stopReplay(), feeds.stopLive()]);
    await feeds.replay(replay);
    expect(replay.calls).toEqual(['stop']);
    expect(live.calls).toEqual(['start', 'stop']);
  });

  it('closes the replay before when another takes its place', async () => {
    const feeds = new FeedSwitch(new WatchedFeed(), () => {});
    const [first, second] = [new WatchedFeed('first'), new WatchedFeed('second')];
    await feeds.start();
    await Promise.all([feeds.replay(first), feeds.replay(second)]);
    expect(first.calls).toEqual(['start', 'stop']);
    expect(second.calls).toEqual(['start']);
    expect(feeds.current).toBe(second);
    await Promise.all([feeds.stopReplay(), feeds.stopLive()]);
    expect(second.calls).toEqual(['start', 'stop']);
  });

  it('ends what is live though a replay hangs while it is opened or closed', async () => {
    const live = new WatchedFeed();
    const replay = new WatchedFeed('hung');
    replay.stop = () => new Promise(() => {});
    const feeds = new FeedSwitch(live, () => {});
    await feeds.start();
    await feeds.replay(replay);
    void feeds.stopReplay();
    await feeds.stopLive();
    expect(live.calls).toEqual(['start', 'stop']);
  });
});
