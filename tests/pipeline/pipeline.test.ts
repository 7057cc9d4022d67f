import { beforeAll, describe, expect, it } from 'vitest';
import type { PipelineInput } from '../../src/model/events.ts';
import type { Rep } from '../../src/model/movement.ts';
import { hasFlag } from '../../src/model/quality.ts';
import { sensorId } from '../../src/model/sensor.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { encodeBody } from '../../src/recording/bodyMessage.ts';
import { encodeJson } from '../../src/recording/jsonMessage.ts';
import type { ImuFeed } from '../../src/simulator/imuFeed.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import {
  eventsOf,
  type OfflineSession,
  type Outcome,
  run,
  runOffline,
  START_US,
} from './offline.ts';

let offline: OfflineSession;

beforeAll(() => {
  offline = runOffline({ seed: 4, reps: 3, fppaDeg: [6, 18], noise: 'none' });
});

function bytesOf({ frames, events }: Outcome): Buffer {
  return Buffer.concat([...frames.map(encodeBody), ...events.map(encodeJson)]);
}

function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

/** The inputs with `extra` put in before the first that comes later. */
function withInput(extra: PipelineInput): PipelineInput[] {
  const at = offline.inputs.findIndex((input) => timeOf(input) > timeOf(extra));
  return offline.inputs.toSpliced(at, 0, extra);
}

describe('the pipeline', () => {
  it('gives the same bytes for the same inputs', () => {
    const again = run(offline.inputs, offline.settings);
    expect(again.frames.length).toBeGreaterThan(1000);
    expect(bytesOf(again).equals(bytesOf(offline))).toBe(true);
  });

  it('gives frames on a whole grid, each once and in order', () => {
    const times = offline.frames.map((frame) => frame.timeUs);
    const periodUs = 1e6 / offline.settings.frameRateHz;
    expect(times.every((time, i) => i === 0 || time - times[i - 1] === periodUs)).toBe(true);
    expect(times.every((time) => time % periodUs === 0)).toBe(true);
  });

  it('gives no frame before every sample under it has arrived', () => {
    expect(offline.frames.every((frame) => frame.arrivalUs >= frame.timeUs)).toBe(true);
  });

  it('passes over packets of a sensor it was never told of', () => {
    const stranger = sensorId('STRANGER');
    const inputs = offline.inputs.flatMap((input): PipelineInput[] =>
      input.type === 'packet'
        ? [input, { type: 'packet', packet: { ...input.packet, sensorId: stranger } }]
        : [input],
    );
    expect(bytesOf(run(inputs, offline.settings)).equals(bytesOf(offline))).toBe(true);
  });

  it('tells of a corrupt packet and goes on as if it had not come', () => {
    const packets = offline.inputs.flatMap((input) =>
      input.type === 'packet' ? [input.packet] : [],
    );
    const middle = packets[Math.floor(packets.length / 2)];
    const inputs = withInput({
      type: 'packet',
      packet: { ...middle, bytes: middle.bytes.slice(0, 7) },
    });
    const outcome = run(inputs, offline.settings);
    expect(eventsOf(outcome, 'fault')).toMatchObject([
      { sensorId: middle.sensorId, sentence: expect.stringContaining('found 7') },
    ]);
    const others = outcome.events.filter((event) => event.type !== 'fault');
    expect(bytesOf({ ...outcome, events: others }).equals(bytesOf(offline))).toBe(true);
  });

  it('counts a packet that comes twice once', () => {
    const inputs = offline.inputs.flatMap((input): PipelineInput[] =>
      input.type === 'packet' ? [input, input] : [input],
    );
    const outcome = run(inputs, offline.settings);
    expect(outcome.frames.map((frame) => frame.legs)).toEqual(
      offline.frames.map((frame) => frame.legs),
    );
  });

  it('tells which samples the radio lost, and flags what bridges them', () => {
    const lostAt = offline.session.reps[0].bottomS * 1e6 + START_US;
    const { id } = offline.session.feeds[1].sensor;
    const lost = offline.inputs.find(
      (input) =>
        input.type === 'packet' && input.packet.sensorId === id && input.packet.arrivalUs > lostAt,
    );
    const outcome = run(
      offline.inputs.filter((input) => input !== lost),
      offline.settings,
    );
    expect(eventsOf(outcome, 'samplesLost')).toMatchObject([{ sensorId: id, count: 2 }]);
    const flagged = outcome.frames.filter((frame) =>
      frame.legs.some((leg) => hasFlag(leg.quality.knee, 'interpolated')),
    );
    // Two samples at 100 Hz: a bracket of 30 ms holds three frames at most, on that leg alone.
    expect(flagged.length).toBeGreaterThanOrEqual(2);
    expect(flagged.length).toBeLessThanOrEqual(3);
    const { placement } = offline.session.feeds[1];
    expect(
      flagged.every((frame) =>
        frame.legs.every(
          (leg) => placement.startsWith(leg.side) === hasFlag(leg.quality.knee, 'interpolated'),
        ),
      ),
    ).toBe(true);
  });

  it('invents nothing while a sensor is silent, and goes on without the leg', () => {
    const { id, rateHz } = offline.session.feeds[0].sensor;
    const fromUs = offline.session.reps[1].startS * 1e6 + START_US;
    const silent = (timeUs: number): boolean => timeUs > fromUs && timeUs < fromUs + 400_000;
    const outcome = run(
      offline.inputs.filter(
        (input) =>
          !(input.type === 'packet' && input.packet.sensorId === id && silent(timeOf(input))),
      ),
      offline.settings,
    );
    const inside = outcome.frames.filter(
      ({ timeUs }) => timeUs > fromUs + 1e6 / rateHz && timeUs < fromUs + 350_000,
    );
    expect(inside.length).toBeGreaterThan(30);
    for (const frame of inside) {
      const [right, left] = frame.legs;
      expect(hasFlag(right.quality.knee, 'stale')).toBe(true);
      expect(right.measures.kneeFlexionDeg).toBeNaN();
      expect(left.measures.kneeFlexionDeg).not.toBeNaN();
    }
  });

  it('trusts no heading after a sensor was away, until the person stands again', () => {
    const { id } = offline.session.feeds[0].sensor;
    // Away from one rep's descent into the next one's: no stand tells the heading on its return.
    const fromUs = offline.session.reps[1].startS * 1e6 + START_US;
    const backUs = offline.session.reps[2].startS * 1e6 + START_US;
    const away = (timeUs: number): boolean => timeUs > fromUs && timeUs < backUs;
    const { frames } = run(
      offline.inputs.filter(
        (input) =>
          !(input.type === 'packet' && input.packet.sensorId === id && away(timeOf(input))),
      ),
      offline.settings,
    );
    const bent = (from: number, to: number): readonly number[] =>
      frames
        .filter(({ timeUs, legs }) => {
          const inside = timeUs >= from && timeUs <= to;
          return inside && legs[0].measures.kneeFlexionDeg > 60;
        })
        .map(({ legs }) => legs[0].quality.knee & legs[0].quality.projection);
    const rightAfter = bent(backUs, offline.session.reps[2].endS * 1e6 + START_US);
    expect(rightAfter.length).toBeGreaterThan(50);
    expect(rightAfter.every((bits) => hasFlag(bits, 'headingStale'))).toBe(true);
    const before = bent(0, fromUs);
    expect(before.length).toBeGreaterThan(50);
    expect(before.some((bits) => hasFlag(bits, 'headingStale'))).toBe(false);
  });

  it.each([
    { what: 'moved elsewhere', placement: 'right_foot' },
    { what: 'taken off', placement: null },
  ] as const)('forgets a leg of which a sensor is $what, and keeps the other', ({ placement }) => {
    const timeUs = Math.round(offline.session.reps[0].startS * 1e6 + START_US);
    const { sensor } = offline.session.feeds[0];
    const away: PipelineInput = { type: 'placed', timeUs, sensorId: sensor.id, placement };
    const back: PipelineInput = {
      ...away,
      timeUs: timeUs + 1_000_000,
      placement: offline.session.feeds[0].placement,
    };
    const once = withInput(away);
    const at = once.findIndex((input) => timeOf(input) > back.timeUs);
    const { frames } = run(once.toSpliced(at, 0, back), offline.settings);
    const after = frames.filter((frame) => frame.timeUs > back.timeUs + 50_000);
    expect(after.length).toBeGreaterThan(100);
    for (const { legs } of after) {
      const uncalibrated = legs.filter(({ quality }) => hasFlag(quality.knee, 'uncalibrated'));
      expect(uncalibrated.map(({ side }) => side)).toEqual(['right']);
    }
  });

  it('forgets all when a new calibration is wished for', () => {
    const timeUs = Math.round(offline.session.reps[0].startS * 1e6 + START_US);
    const { frames } = run(withInput({ type: 'recalibrate', timeUs }), offline.settings);
    const after = frames.filter((frame) => frame.timeUs > timeUs + 50_000);
    expect(after.length).toBeGreaterThan(100);
    expect(
      after.every((frame) => frame.legs.every((leg) => hasFlag(leg.quality.knee, 'uncalibrated'))),
    ).toBe(true);
  });

  it('keeps its calibration when a sensor is placed where it is', () => {
    const timeUs = Math.round(offline.session.reps[0].startS * 1e6 + START_US);
    const { sensor, placement } = offline.session.feeds[0];
    const outcome = run(
      withInput({ type: 'placed', timeUs, sensorId: sensor.id, placement }),
      offline.settings,
    );
    expect(bytesOf(outcome).equals(bytesOf(offline))).toBe(true);
  });

  it('calibrates again when the sensors of a placed leg are linked later', () => {
    const late = new Set(
      offline.session.feeds
        .filter(({ placement }) => placement.startsWith('right'))
        .map(({ sensor }) => sensor.id),
    );
    // In the middle of the calibration squats of the other leg.
    const linkedUs = START_US + 8e6;
    const inputs = offline.inputs.flatMap((input): PipelineInput[] => {
      if (input.type === 'sensorLinked') return late.has(input.sensor.id) ? [] : [input];
      if (input.type !== 'packet' || !late.has(input.packet.sensorId)) return [input];
      return input.packet.arrivalUs < linkedUs ? [] : [input];
    });
    const at = inputs.findIndex((input) => timeOf(input) >= linkedUs);
    const links = offline.inputs.flatMap((input): PipelineInput[] =>
      input.type === 'sensorLinked' && late.has(input.sensor.id)
        ? [{ ...input, timeUs: linkedUs }]
        : [],
    );
    const outcome = run(inputs.toSpliced(at, 0, ...links), offline.settings);
    const stages = eventsOf(outcome, 'calibrationStage').filter(({ timeUs }) => timeUs > linkedUs);
    expect(stages[0]).toMatchObject({ stage: 'standStill' });
    for (const { calibration } of eventsOf(outcome, 'calibration')) {
      expect(calibration.legs.map(({ side }) => side)).toEqual(['right', 'left']);
    }
  });

  it('reads a sensor that comes back with another range by its new scales', () => {
    const middleUs = START_US + (offline.session.durationS / 2) * 1e6;
    const { sensor } = offline.session.feeds[0];
    const doubled = { ...sensor, accelerationScaleMps2: 2 * sensor.accelerationScaleMps2 };
    const pipeline = new Pipeline(offline.settings);
    const gravity = (from: number, to: number): number => {
      const samples = offline.inputs
        .slice(from, to)
        .flatMap((input) => pipeline.push(input).samples)
        .filter(({ sensorId }) => sensorId === sensor.id);
      return Math.hypot(...samples[samples.length - 1].acceleration.slice(0, 3));
    };
    const at = offline.inputs.findIndex((input) => timeOf(input) >= middleUs);
    const before = gravity(0, at);
    pipeline.push({ type: 'sensorLinked', timeUs: middleUs, sensor: doubled });
    expect(gravity(at, at + 20) / before).toBeGreaterThan(1.5);
  });

  it('counts a new set from one', () => {
    const timeUs = Math.round((offline.session.reps[1].startS - 0.1) * 1e6 + START_US);
    const outcome = run(withInput({ type: 'newSet', timeUs }), offline.settings);
    expect(eventsOf(outcome, 'rep').map(({ rep }) => rep.number)).toEqual([1, 1, 2]);
  });
});

describe('turning round by 90° between calibration and set', () => {
  it('changes no result by more than 1°', () => {
    const { session, settings } = offline;
    const turnStartS = session.reps[0].startS - 2.2;
    const straight = eventsOf(offline, 'rep').map(({ rep }) => rep);
    const turned = eventsOf(
      run(
        simulatedInputs(
          runOfflineFeeds().map((feed) => new TurningFeed(feed, turnStartS, 1, 90)),
          START_US,
          session.durationS,
        ),
        settings,
      ),
      'rep',
    ).map(({ rep }) => rep);
    expect(turned).toHaveLength(straight.length);
    for (const [i, rep] of turned.entries()) {
      for (const [leg, angles] of anglesOf(rep).entries()) {
        for (const [name, deg] of angles.entries()) {
          expect(Math.abs(deg - anglesOf(straight[i])[leg][name])).toBeLessThan(1);
        }
      }
    }
  });
});

/** Feeds of the same session, read from their beginning. */
function runOfflineFeeds(): readonly ImuFeed[] {
  return runOffline({ ...offline.session.options }).session.feeds;
}

function anglesOf(rep: Rep): number[][] {
  return rep.legs.map((leg) => [
    leg.peakFlexionDeg,
    leg.kneeValgusAtPeakFlexionDeg,
    leg.fppaAtPeakFlexionDeg ?? Number.NaN,
    // One centimetre of knee position is about one degree of projection angle.
    leg.headlineAtPeakFlexion ?? Number.NaN,
  ]);
}

/** A sensor on a person who turns about the vertical while standing: rate along gravity alone. */
class TurningFeed implements ImuFeed {
  readonly sensor;
  readonly placement;
  readonly #feed: ImuFeed;
  readonly #startS: number;
  readonly #durationS: number;
  readonly #deg: number;

  constructor(feed: ImuFeed, startS: number, durationS: number, deg: number) {
    this.sensor = feed.sensor;
    this.placement = feed.placement;
    this.#feed = feed;
    this.#startS = startS;
    this.#durationS = durationS;
    this.#deg = deg;
  }

  read(index: number, out: Int16Array): void {
    this.#feed.read(index, out);
    const share = (index / this.sensor.rateHz - this.#startS) / this.#durationS;
    if (share < 0 || share >= 1) return;
    const rateDps = (this.#deg / this.#durationS) * (1 - Math.cos(2 * Math.PI * share));
    const counts = (rateDps * Math.PI) / 180 / this.sensor.angularRateScaleRadps;
    const size = Math.hypot(out[0], out[1], out[2]);
    for (let i = 0; i < 3; i++) out[3 + i] = Math.round(out[3 + i] + (counts * out[i]) / size);
  }
}
