import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { opened, stored, timeOf, until, VirtualTime, watched } from './watchedPlayer.ts';

describe('a player in which somebody looks for a position', () => {
  it('shows the frame of each position somebody drags to, holds meanwhile and goes on from the last', async () => {
    const recording = await opened(6);
    const { player, shown, soughts } = await watched(recording, new VirtualTime());
    const frames = (await stored(recording)).filter(({ kind }) => kind === 'frame');
    const previews: number[] = [];
    player.on('previewed', ({ positionS, history }) => {
      previews.push(positionS);
      expect(history.every(({ logUs }) => logUs < recording.startUs + positionS * 1e6)).toBe(true);
    });
    player.start();
    await until(() => shown.length >= 50);
    player.preview(4);
    expect(player.state.playing).toBe(false);
    await until(() => previews.at(-1) === 4);
    const at = (positionS: number) =>
      frames.find(({ logUs }) => logUs >= recording.startUs + positionS * 1e6);
    expect(shown.at(-1)?.timeUs).toBe(timeOf(at(4)!));
    // The newest of those asked for at a time.
    player.preview(3);
    player.preview(2);
    player.preview(1.5);
    await until(() => previews.at(-1) === 1.5);
    expect(previews).not.toContain(2);
    expect(shown.at(-1)?.timeUs).toBe(timeOf(at(1.5)!));
    for (let i = 0; i < 20; i++) await turn();
    expect(shown.at(-1)?.timeUs).toBe(timeOf(at(1.5)!));
    expect(soughts).toEqual([]);

    player.seek(1.5);
    expect(player.state.playing).toBe(true);
    await until(() => player.state.positionS > 2);
    expect(soughts).toHaveLength(1);
    expect(() => player.preview(Number.NaN)).toThrow(RangeError);
  });

  it('leaves a preview where anything else than a seek ends it', async () => {
    const recording = await opened(6);
    const { player, shown } = await watched(recording, new VirtualTime());
    const last = () => shown.findLast(({ kind }) => kind === 'frame')?.timeUs ?? 0;
    const isShown = (positionS: number) => last() >= recording.startUs + positionS * 1e6 - 1e5;
    let previewed = 0;
    player.on('previewed', () => previewed++);
    player.start();
    await until(() => shown.length >= 50);
    // It is still being read.
    player.preview(5);
    player.pause();
    for (let i = 0; i < 50; i++) await turn();
    expect(previewed).toBe(0);
    expect(isShown(5)).toBe(false);

    const { positionS } = player.state;
    for (const leave of [() => player.pause(), () => player.step(1), () => player.step(-1)]) {
      player.preview(5);
      await until(() => isShown(5));
      leave();
      await until(() => !isShown(5));
      expect(player.state.playing).toBe(false);
      expect(Math.abs(player.state.positionS - positionS)).toBeLessThan(0.1);
    }
  });

  it('stays paused behind a preview where it was, and shows the last frame at the end', async () => {
    const recording = await opened(2);
    const { player, shown } = await watched(recording, new VirtualTime());
    const frames = (await stored(recording)).filter(({ kind }) => kind === 'frame').map(timeOf);
    const last = () => shown.findLast(({ kind }) => kind === 'frame')?.timeUs;
    player.start();
    player.pause();
    player.preview(1e9);
    await until(() => last() === frames.at(-1));
    player.seek(1);
    expect(player.state.playing).toBe(false);
    await until(() => last() !== frames.at(-1));
    player.seek(recording.durationS);
    // The first of its last packet.
    await until(() => (last() ?? 0) >= (frames.at(-3) ?? Number.NaN));
  });
});
