import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ControlInput } from '../../src/model/events.ts';
import { Player } from '../../src/recording/player.ts';
import { STARTED_US, type Step, sessionSteps } from './session.ts';
import {
  opened,
  stored,
  TIMER_LATE_MS,
  timeOf,
  until,
  VirtualTime,
  watched,
} from './watchedPlayer.ts';

/** A session in which somebody asks for a new set after `atS`. */
function* withNewSet(durationS: number, atS: number): Generator<Step> {
  const input: ControlInput = { type: 'newSet', timeUs: STARTED_US + atS * 1e6 };
  let asked = false;
  for (const step of sessionSteps(durationS)) {
    const isPacket = step.kind === 'input' && step.input.type === 'packet';
    if (!asked && isPacket && step.input.packet.arrivalUs >= input.timeUs) {
      asked = true;
      yield { kind: 'input', input };
    }
    yield step;
  }
}

describe('a player', () => {
  it.each([0.1, 0.5, 1, 2, 4, 8])('keeps the pace within a hundredth at %f×', async (speed) => {
    const recording = await opened(10);
    const { player, shown, ended } = await watched(recording, new VirtualTime());
    player.setSpeed(speed);
    player.start();
    await ended;

    const all = await stored(recording);
    expect(shown.map(({ timeUs }) => timeUs)).toEqual(all.map(timeOf));
    const playedS = (shown[shown.length - 1].atMs - shown[0].atMs) / 1000;
    const mediaS = (all[all.length - 1].logUs - all[0].logUs) / 1e6;
    expect((playedS * speed) / mediaS).toBeGreaterThan(0.99);
    expect((playedS * speed) / mediaS).toBeLessThan(1.01);
  });

  it('shows nothing before its time and nothing later than a timer is late', async () => {
    const recording = await opened(6);
    const time = new VirtualTime();
    const { player, shown, ended } = await watched(recording, time);
    const startMs = time.nowMs();
    player.start();
    await ended;
    const all = await stored(recording);
    shown.forEach(({ atMs }, i) => {
      const lateMs = atMs - startMs - (all[i].logUs - recording.startUs) / 1000;
      expect(lateMs).toBeGreaterThanOrEqual(-1e-6);
      expect(lateMs).toBeLessThan(TIMER_LATE_MS + 1e-6);
    });
  });

  it('keeps the pace of a real clock at 4×', async () => {
    const recording = await opened(16);
    const player = await Player.open(recording);
    const shownMs: number[] = [];
    const frames = (await stored(recording)).filter(({ kind }) => kind === 'frame');
    const allShown = new Promise<void>((resolve) => {
      player.on('frame', () => {
        shownMs.push(performance.now());
        if (shownMs.length === frames.length) resolve();
      });
    });
    player.setSpeed(4);
    player.start();
    await allShown;
    await player.stop();
    const mediaS = (frames[frames.length - 1].logUs - frames[0].logUs) / 1e6;
    const playedS = (shownMs[shownMs.length - 1] - shownMs[0]) / 1000;
    expect(Math.abs((playedS * 4) / mediaS - 1)).toBeLessThan(0.01);
  });

  it('stands still while paused and goes on from there', async () => {
    const recording = await opened(6);
    const time = new VirtualTime();
    const { player, shown, ended } = await watched(recording, time);
    player.start();
    await until(() => shown.length >= 100);
    player.pause();
    const { positionS } = player.state;
    const count = shown.length;
    for (let i = 0; i < 50; i++) await turn();
    expect(time.nowMs()).toBeGreaterThan(10_000);
    expect(player.state).toMatchObject({ playing: false, positionS });
    expect(shown).toHaveLength(count);
    player.play();
    await ended;
    expect(shown.map(({ timeUs }) => timeUs)).toEqual((await stored(recording)).map(timeOf));
  });

  it('gives control inputs in their place among frames and events', async () => {
    const recording = await opened(6, withNewSet(6, 4));
    const { player, shown, ended } = await watched(recording, new VirtualTime());
    player.start();
    await ended;
    expect(shown.map(({ kind, timeUs }) => [kind, timeUs])).toEqual(
      (await stored(recording)).map((item) => [item.kind, timeOf(item)]),
    );
    expect(shown.findLast(({ kind }) => kind === 'input')?.timeUs).toBe(STARTED_US + 4e6);
  });

  it('tells of a new set when it seeks behind it, and not before it', async () => {
    const recording = await opened(6, withNewSet(6, 4));
    const { player, soughts } = await watched(recording, new VirtualTime());
    for (const positionS of [3.9, 4.1]) player.seek(positionS);
    const newSets = soughts.map(({ history }) =>
      history.flatMap((item) =>
        item.kind === 'input' && item.input.type === 'newSet' ? [item.input.timeUs] : [],
      ),
    );
    expect(newSets).toEqual([[], [STARTED_US + 4e6]]);
  });

  it('seeks: tells all that happened before the position, then plays from exactly there', async () => {
    const recording = await opened(12);
    const { player, shown, soughts, ended } = await watched(recording, new VirtualTime());
    player.start();
    await until(() => shown.length >= 300);
    player.seek(7.5);
    const seenBefore = shown.length;
    await ended;

    const all = await stored(recording);
    const fromUs = recording.startUs + 7.5e6;
    const before = all.filter(({ kind, logUs }) => kind !== 'frame' && logUs < fromUs);
    expect(soughts.map(({ positionS }) => positionS)).toEqual([7.5]);
    expect(soughts[0].history).toEqual(before);
    expect(before.filter(({ kind }) => kind === 'event').length).toBeGreaterThan(4);
    expect(shown.slice(seenBefore).map(({ timeUs }) => timeUs)).toEqual(
      all.filter(({ logUs }) => logUs >= fromUs).map(timeOf),
    );
  });

  it('shows the first frame within 100 ms of a seek', async () => {
    const recording = await opened(60);
    const player = await Player.open(recording);
    onTestFinished(() => player.stop());
    player.start();
    const tookMs: number[] = [];
    for (const share of [0.5, 0.1, 0.9, 0.7, 0.2]) {
      const shown = new Promise<void>((resolve) => {
        const off = player.on('frame', () => {
          off();
          resolve();
        });
      });
      const beganMs = performance.now();
      player.seek(share * recording.durationS);
      await shown;
      tookMs.push(performance.now() - beganMs);
    }
    const [, , medianMs] = tookMs.toSorted((a, b) => a - b);
    expect(medianMs).toBeLessThan(100);
  });

  it('shows the frame at the new position when it is paused', async () => {
    const recording = await opened(6);
    const { player, shown } = await watched(recording, new VirtualTime());
    player.start();
    player.pause();
    player.seek(3);
    await until(() => shown.some(({ kind }) => kind === 'frame'));
    for (let i = 0; i < 20; i++) await turn();
    const fromUs = recording.startUs + 3e6;
    const next = (await stored(recording)).find(
      ({ kind, logUs }) => kind === 'frame' && logUs >= fromUs,
    );
    const frames = shown.filter(({ kind }) => kind === 'frame');
    expect(frames.map(({ timeUs }) => timeUs)).toEqual([next && timeOf(next)]);
    expect(player.state).toMatchObject({ playing: false, positionS: 3 });
  });

  it('loops until it is told not to, and starts again after its end', async () => {
    const recording = await opened(2);
    const { player, shown, soughts, ended } = await watched(recording, new VirtualTime());
    const once = (await stored(recording)).map(timeOf);
    player.setLoop(true);
    player.start();
    await until(() => shown.length > 2.5 * once.length);
    player.setLoop(false);
    await ended;
    expect(shown.map(({ timeUs }) => timeUs)).toEqual([...once, ...once, ...once]);
    const turned = { positionS: 0, history: [], isStep: false };
    expect(soughts).toEqual([turned, turned]);
    player.play();
    await until(() => shown.length === 4 * once.length);
  });

  it('repeats a stretch, and only what is in it', async () => {
    const recording = await opened(6);
    const { player, shown, soughts, ended } = await watched(recording, new VirtualTime());
    player.setLoop(true, { fromS: 1.5, toS: 2.25 });
    player.start();
    player.seek(1);
    const fromUs = (positionS: number) => recording.startUs + positionS * 1e6;
    const all = await stored(recording);
    const between = (fromS: number, toS: number) =>
      all.filter(({ logUs }) => logUs >= fromUs(fromS) && logUs < fromUs(toS)).map(timeOf);
    const wanted = [between(1, 2.25), between(1.5, 2.25), between(1.5, 2.25)].flat();
    await until(() => shown.length > wanted.length);
    player.setLoop(false);
    await ended;
    expect(shown.slice(0, wanted.length).map(({ timeUs }) => timeUs)).toEqual(wanted);
    expect(soughts.map(({ positionS }) => positionS)).toEqual([1, 1.5, 1.5, 1.5]);
    expect(player.state).toMatchObject({ loop: false, loopRange: null });
  });

  it('repeats a stretch that ends behind the last frame', async () => {
    function* packetsAloneFrom(atS: number): Generator<Step> {
      for (const step of sessionSteps(3)) {
        const isPacket = step.kind === 'input' && step.input.type === 'packet';
        if (isPacket && step.input.packet.arrivalUs >= STARTED_US + atS * 1e6) yield step;
      }
    }
    // The first has none at all.
    for (const fromS of [0, 1]) {
      const steps = [...(fromS === 0 ? [] : sessionSteps(fromS)), ...packetsAloneFrom(fromS)];
      const time = new VirtualTime();
      const { player, soughts } = await watched(await opened(3, steps), time);
      const turnedAtMs: number[] = [];
      player.on('sought', () => turnedAtMs.push(time.nowMs()));
      player.setLoop(true, { fromS: 0.5, toS: 2 });
      player.start();
      await until(() => soughts.length === 2);
      expect(soughts.map(({ positionS }) => positionS)).toEqual([0.5, 0.5]);
      expect(Math.abs(turnedAtMs[1] - turnedAtMs[0] - 1500)).toBeLessThanOrEqual(TIMER_LATE_MS);
      await player.stop();
    }
  });

  it('goes to a stretch that lies behind, and plays on from a seek beyond it', async () => {
    const recording = await opened(3);
    const { player, soughts } = await watched(recording, new VirtualTime());
    player.seek(2);
    player.setLoop(true, { fromS: 0.5, toS: 1 });
    expect(player.state).toMatchObject({ positionS: 0.5, loopRange: { fromS: 0.5, toS: 1 } });
    player.seek(2);
    player.start();
    await until(() => soughts.length > 3);
    expect(soughts.map(({ positionS }) => positionS)).toEqual([2, 0.5, 2, 0.5]);
  });

  it.each([
    [1, 1.05],
    [-1, 2],
    [5, 7],
    [2, Number.NaN],
  ])('refuses to repeat %f to %f s', async (fromS, toS) => {
    const player = await Player.open(await opened(2));
    expect(() => player.setLoop(true, { fromS, toS })).toThrow('valid are at least 0.1 s');
    expect(player.state.loop).toBe(false);
  });

  it('steps by single frames while paused, on and back, and goes on from there', async () => {
    const recording = await opened(6);
    const { player, shown, ended } = await watched(recording, new VirtualTime());
    const frames = (await stored(recording)).filter(({ kind }) => kind === 'frame').map(timeOf);
    const shownFrames = () => shown.flatMap(({ kind, timeUs }) => (kind === 'frame' ? timeUs : []));
    player.start();
    player.pause();
    player.seek(3);
    await until(() => shownFrames().length === 1);
    const first = frames.indexOf(shownFrames()[0]);
    const steps = [1, 1, 3, -1, -1, -4, 2];
    for (const step of steps) {
      const before = shownFrames().at(-1);
      player.step(step);
      const target = frames[frames.indexOf(before ?? 0) + step];
      await until(() => shownFrames().at(-1) === target);
    }
    expect(shownFrames()).toEqual(
      [0, 1, 2, 3, 4, 5, 4, 3, -1, 0, 1].map((step) => frames[first + step]),
    );
    const { positionS } = player.state;
    expect(player.state.playing).toBe(false);
    player.play();
    await ended;
    expect(shownFrames().slice(11)).toEqual(frames.slice(first + 2));
    expect(Math.abs(positionS - 3)).toBeLessThan(0.1);
  });

  it('steps not beyond the first and the last frame', async () => {
    const recording = await opened(2);
    const { player, shown } = await watched(recording, new VirtualTime());
    const frames = (await stored(recording)).filter(({ kind }) => kind === 'frame').map(timeOf);
    player.start();
    player.pause();
    player.step(1);
    player.step(-100);
    await until(() => shown.at(-1)?.timeUs === frames[0]);
    player.step(frames.length + 100);
    await until(() => shown.at(-1)?.timeUs === frames.at(-1));
    for (let i = 0; i < 20; i++) await turn();
    expect(player.state.playing).toBe(false);
    player.step(-1);
    await until(() => shown.at(-1)?.timeUs === frames.at(-2));
  });

  it('changes speed without a jump', async () => {
    const recording = await opened(6);
    const { player, shown } = await watched(recording, new VirtualTime());
    player.start();
    await until(() => shown.length >= 200);
    const before = player.state.positionS;
    player.setSpeed(0.5);
    expect(player.state.positionS).toBeCloseTo(before, 9);
    expect(player.state.speed).toBe(0.5);
  });

  it.each([0, 0.05, 9, -1, Number.NaN])('refuses speed %f', async (speed) => {
    const player = await Player.open(await opened(1));
    expect(() => player.setSpeed(speed)).toThrow(`Speed ${speed} is not between 0.1 and 8.`);
  });

  it('takes positions outside as the start and the end', async () => {
    const recording = await opened(2);
    const player = await Player.open(recording);
    player.seek(-5);
    expect(player.state.positionS).toBe(0);
    player.seek(1e9);
    expect(player.state.positionS).toBe(recording.durationS);
    expect(() => player.seek(Number.NaN)).toThrow(RangeError);
  });

  it('emits nothing after stop', async () => {
    const { player, shown, states } = await watched(await opened(6), new VirtualTime());
    player.start();
    await until(() => shown.length >= 50);
    await player.stop();
    const counts = [shown.length, states.length];
    for (let i = 0; i < 20; i++) await turn();
    expect([shown.length, states.length]).toEqual(counts);
  });
});
