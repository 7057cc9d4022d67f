import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../src/geometry/angles.ts';
import { hasFlag } from '../../src/model/quality.ts';
import { type SampleBlock, type SensorDescription, sensorId } from '../../src/model/sensor.ts';
import { type Accepted, SensorTrack } from '../../src/pipeline/sensorTrack.ts';

const RATE_HZ = 100;
const PERIOD_US = 1e6 / RATE_HZ;
const EPOCH_US = 1_000_000_000;

const SENSOR: SensorDescription = {
  id: sensorId('S'),
  driver: 'plumbline',
  name: 'one',
  firmware: '1',
  rateHz: RATE_HZ,
  accelerationScaleMps2: 1,
  angularRateScaleRadps: 1,
};

interface Motion {
  readonly rateZ: number;
  readonly clipped: boolean;
}

/** Sample `index` of a sensor that lies flat, turning about the vertical at `rateZ` rad/s. */
function block(
  index: number,
  { rateZ, clipped }: Motion = { rateZ: 0, clipped: false },
): SampleBlock {
  return {
    sensorId: SENSOR.id,
    firstIndex: index,
    count: 1,
    deviceTimeUs: index * PERIOD_US,
    acceleration: Float64Array.of(0, 0, STANDARD_GRAVITY),
    angularRate: Float64Array.of(0, 0, rateZ),
    clipped,
  };
}

function timeUs(index: number): number {
  return EPOCH_US + index * PERIOD_US;
}

function feed(track: SensorTrack, from: number, to: number, motion?: Motion): void {
  for (let i = from; i < to; i++) track.accept(block(i, motion), timeUs(i));
}

/** Heading of a flat sensor, rad. */
function headingOf(track: SensorTrack, index: number): number {
  const state = track.at(timeUs(index));
  if (state === null) throw new Error(`no state at sample ${index}`);
  const [w, , , z] = state.orientation;
  return 2 * Math.atan2(z, w);
}

function isLate({ samples, recovered, late }: Accepted): boolean {
  return samples === null && recovered.length === 0 && late > 0;
}

describe('the track of a sensor', () => {
  it('settles for three seconds', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 400);
    const settling = (index: number): boolean =>
      hasFlag(track.at(timeUs(index))?.quality ?? 0, 'settling');
    // Only the last two seconds wait in the queue.
    expect(settling(290)).toBe(true);
    expect(settling(310)).toBe(false);
  });

  it('gives the mean of two neighbours half-way between them, unflagged', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    track.accept(block(350, { rateZ: 0.2, clipped: false }), timeUs(350));
    const state = track.at(timeUs(349.5));
    expect(state?.acceleration[2]).toBeCloseTo(STANDARD_GRAVITY, 9);
    const raw = (state?.angularRate[2] ?? 0) + (state?.gyroBias[2] ?? 0);
    expect(raw).toBeCloseTo(0.1, 6);
    expect(hasFlag(state?.quality ?? 0, 'interpolated')).toBe(false);
  });

  it('has no state before its first and after its newest sample', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 5, 10);
    expect(track.at(timeUs(4.9))).toBeNull();
    expect(track.at(timeUs(9))).not.toBeNull();
    expect(track.at(timeUs(9.1))).toBeNull();
  });

  it.each([
    { lost: 0, interpolated: false },
    { lost: 1, interpolated: true },
    { lost: 4, interpolated: true },
  ])('with $lost samples lost, says interpolated: $interpolated', ({ lost, interpolated }) => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    track.accept(block(350 + lost), timeUs(350 + lost));
    const state = track.at(timeUs(349.5));
    expect(hasFlag(state?.quality ?? 0, 'interpolated')).toBe(interpolated);
  });

  it('interpolates nothing across more than 50 ms', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    feed(track, 355, 360);
    expect(track.at(timeUs(352))).toBeNull();
    expect(track.at(timeUs(355))).not.toBeNull();
  });

  it('turns on through a short gap as the samples on both sides turned', () => {
    const motion = { rateZ: 1, clipped: false };
    const whole = new SensorTrack(SENSOR);
    const gapped = new SensorTrack(SENSOR);
    feed(whole, 0, 450, motion);
    feed(gapped, 0, 350, motion);
    feed(gapped, 400, 450, motion);
    // Half a second at 1 rad/s: without the bridge the heading would be 0.5 rad behind.
    expect(headingOf(gapped, 440)).toBeCloseTo(headingOf(whole, 440), 6);
    expect(hasFlag(gapped.at(timeUs(441))?.quality ?? 0, 'settling')).toBe(false);
  });

  it.each([-0.01, 0.01])('turns by what a unit turned that samples %s off its rate', (error) => {
    const track = new SensorTrack(SENSOR);
    const rateZ = 0.2;
    const takenUs = (i: number): number => EPOCH_US + Math.round((i * PERIOD_US) / (1 + error));
    const headingAt = (index: number): number => {
      const state = track.at(takenUs(index));
      const [w, , , z] = state?.orientation ?? [Number.NaN, 0, 0, Number.NaN];
      return 2 * Math.atan2(z, w);
    };
    const feedTo = (from: number, to: number): void => {
      for (let i = from; i <= to; i++) {
        const one = { ...block(i, { rateZ, clipped: false }), deviceTimeUs: takenUs(i) - EPOCH_US };
        track.accept(one, takenUs(i));
      }
    };
    // The unit's rate is measured over its first second.
    const from = 2 * RATE_HZ;
    const to = 12 * RATE_HZ;
    feedTo(0, from);
    const before = headingAt(from);
    feedTo(from + 1, to);
    const turned = (rateZ * (takenUs(to) - takenUs(from))) / 1e6;
    // At its nominal rate it would be 1 %; microseconds of the clock over a second are 2e-6.
    expect((headingAt(to) - before) / turned).toBeCloseTo(1, 4);
  });

  it('settles anew after a gap too long to bridge, and after a new link', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    feed(track, 500, 510);
    expect(hasFlag(track.at(timeUs(505))?.quality ?? 0, 'settling')).toBe(true);
    feed(track, 510, 900);
    expect(hasFlag(track.at(timeUs(890))?.quality ?? 0, 'settling')).toBe(false);
    track.relink(undefined);
    for (let i = 0; i < 10; i++) track.accept(block(i), timeUs(1000 + i));
    expect(hasFlag(track.at(timeUs(1005))?.quality ?? 0, 'settling')).toBe(true);
  });

  it('reports what was lost between two links of the same run, and nothing of another run', () => {
    const track = new SensorTrack({ ...SENSOR, run: 7 });
    feed(track, 0, 350);
    track.relink(7);
    expect(track.accept(block(400), timeUs(400)).lost).toEqual({ firstIndex: 350, count: 50 });
    track.relink(8);
    expect(track.accept(block(5), timeUs(1000)).lost).toBeNull();
  });

  it('leaves out an index that cannot be, and goes on with those that can', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    expect(isLate(track.accept(block(4_000_000_000), timeUs(350)))).toBe(true);
    expect(track.accept(block(350), timeUs(350))).toMatchObject({ lost: null, restarted: false });
    // A minute without a packet explains a minute of missing samples.
    expect(track.accept(block(6350), timeUs(6350)).lost?.count).toBe(5999);
  });

  it('takes a sensor that counts anew without a new link for restarted after a second', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    const accepted = [];
    for (let i = 0; i < 150; i++) accepted.push(track.accept(block(i), timeUs(350 + i)));
    const first = accepted.findIndex((each) => each.samples !== null);
    expect(first).toBe(101);
    expect(accepted[first]).toMatchObject({ lost: null, restarted: true });
    expect(accepted.slice(first + 1).every((each) => each.samples !== null)).toBe(true);
  });

  it('leaves out a packet whose clock its index contradicts, and shifts nothing after it', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    const wrong = { ...block(350), deviceTimeUs: 350 * PERIOD_US + 600_000_000 };
    expect(isLate(track.accept(wrong, timeUs(350)))).toBe(true);
    const next = track.accept(block(351), timeUs(351));
    expect(next.lost).toEqual({ firstIndex: 350, count: 1 });
    expect(next.samples?.timeUs[0]).toBe(timeUs(351));
  });

  it('follows the clock anew after a pause in which it may have wrapped', () => {
    const track = new SensorTrack({ ...SENSOR, run: 7 });
    feed(track, 0, 350);
    const away = 80 * 60 * 100;
    const deviceTimeUs = (away * PERIOD_US) % 2 ** 32;
    track.relink(7);
    const back = track.accept({ ...block(away), deviceTimeUs }, timeUs(away));
    expect(back.lost?.count).toBe(away - 350);
    expect(back.samples?.timeUs[0]).toBe(timeUs(away));
  });

  it('takes a duplicate before a pause for no restart', () => {
    const track = new SensorTrack({ ...SENSOR, run: 7 });
    feed(track, 0, 350);
    expect(isLate(track.accept(block(349), timeUs(350)))).toBe(true);
    const later = track.accept(block(500), timeUs(500));
    expect(later).toMatchObject({ lost: { firstIndex: 350, count: 150 }, restarted: false });
    expect(isLate(track.accept(block(349), timeUs(501)))).toBe(true);
    track.relink(7);
    const linked = track.accept(block(800), timeUs(800));
    expect(linked).toMatchObject({ lost: { firstIndex: 501, count: 299 }, restarted: false });
  });

  it('flags a clipped sample and what follows within 0.3 s', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    feed(track, 350, 351, { rateZ: 0, clipped: true });
    feed(track, 351, 400);
    const clipped = (index: number): boolean =>
      hasFlag(track.at(timeUs(index))?.quality ?? 0, 'clipped');
    expect([349, 350, 365, 380, 382].map(clipped)).toEqual([false, true, true, true, false]);
  });

  it('flags a rate too low for the angles of movement', () => {
    const track = new SensorTrack({ ...SENSOR, rateHz: 50 });
    feed(track, 0, 10);
    expect(hasFlag(track.at(timeUs(5))?.quality ?? 0, 'lowRate')).toBe(true);
  });

  it('takes a rate that no sensor has without running out of memory', () => {
    const track = new SensorTrack({ ...SENSOR, rateHz: 1e300 });
    feed(track, 0, 10);
    expect(track.at(track.latestUs)).not.toBeNull();
  });

  it('refuses a block it has had', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 10);
    expect(isLate(track.accept(block(9), timeUs(10)))).toBe(true);
  });

  it('gives samples that come behind later ones their times, once, and turns on without them', () => {
    const motion = { rateZ: 1, clipped: false };
    const track = new SensorTrack(SENSOR);
    const undisturbed = new SensorTrack(SENSOR);
    for (const each of [track, undisturbed]) {
      feed(each, 0, 350, motion);
      feed(each, 352, 360, motion);
    }
    const overtaken = track.accept(block(350, motion), timeUs(360));
    expect(overtaken).toMatchObject({ samples: null, late: 0 });
    expect(overtaken.recovered.map((each) => [...each.timeUs])).toEqual([[timeUs(350)]]);
    const refilled = track.accept({ ...block(351, motion), refilled: true }, timeUs(900));
    expect(refilled.recovered.map((each) => [...each.timeUs])).toEqual([[timeUs(351)]]);
    expect(isLate(track.accept({ ...block(351, motion), refilled: true }, timeUs(901)))).toBe(true);
    for (const each of [track, undisturbed]) feed(each, 360, 370, motion);
    expect(track.at(timeUs(365))).toEqual(undisturbed.at(timeUs(365)));
  });

  it('puts samples that were asked for again in their place where they come in it', () => {
    const whole = new SensorTrack(SENSOR);
    const refilled = new SensorTrack(SENSOR);
    const motion = { rateZ: 1, clipped: false };
    feed(whole, 0, 460, motion);
    feed(refilled, 0, 350, motion);
    for (let i = 350; i < 440; i++) {
      // They came 20 s late, which tells nothing of when they were taken.
      const { samples, lost } = refilled.accept(
        { ...block(i, motion), refilled: true },
        timeUs(i + 2000),
      );
      expect(samples?.timeUs[0]).toBe(timeUs(i));
      expect(lost).toBeNull();
    }
    for (let i = 440; i < 460; i++) refilled.accept(block(i, motion), timeUs(i));
    expect(refilled.at(timeUs(450))).toEqual(whole.at(timeUs(450)));
  });

  it('takes no number of samples that come twice for a restart when they were asked for', () => {
    const track = new SensorTrack(SENSOR);
    feed(track, 0, 350);
    for (let i = 0; i < 200; i++) {
      const again = track.accept({ ...block(i), refilled: true }, timeUs(350 + 2 * i));
      expect(again.restarted).toBe(false);
    }
    expect(track.accept(block(351), timeUs(751)).lost).toEqual({ firstIndex: 350, count: 1 });
  });
});
