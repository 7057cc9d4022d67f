import type { CalibrationLegInput } from '../../../src/body/calibration/calibrationLegInput.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import { type Placement, placementOf, SIDES, type Side } from '../../../src/model/placement.ts';
import type { SensorId } from '../../../src/model/sensor.ts';
import { SensorTrack } from '../../../src/pipeline/sensorTrack.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed } from '../../../src/simulator/imuFeed.ts';
import type { SquatOptions } from '../../../src/simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../../../src/simulator/squatSession.ts';

export const RATE_HZ = 100;

/** What thigh and shank of both legs went through, one state per sample, every packet on time. */
export interface WornSensors {
  readonly session: SquatSession;
  readonly states: ReadonlyMap<Placement, readonly SensorState[]>;
  readonly ids: ReadonlyMap<Placement, SensorId>;
}

/** @param lateS by how much the samples of a placement are older than their times say */
export function wear(
  options: Partial<SquatOptions>,
  lateS: Partial<Record<Placement, number>> = {},
): WornSensors {
  const session = simulateSquatSession({ rateHz: RATE_HZ, noise: 'none', ...options });
  const states = new Map<Placement, SensorState[]>();
  const ids = new Map<Placement, SensorId>();
  for (const feed of session.feeds) {
    states.set(
      feed.placement,
      statesOf(feed, Math.round(session.durationS * RATE_HZ), lateS[feed.placement]),
    );
    ids.set(feed.placement, feed.sensor.id);
  }
  return { session, states, ids };
}

export function statesOn(worn: WornSensors, placement: Placement): readonly SensorState[] {
  const states = worn.states.get(placement);
  if (!states) throw new Error(`no sensor is worn on ${placement}`);
  return states;
}

/** Input of the calibrator, frame by frame. */
export function calibrationFrames(
  worn: WornSensors,
  sides: readonly Side[] = SIDES,
): CalibrationLegInput[][] {
  const legs = sides.map((side) => {
    const of = (placement: Placement): SensorId => {
      const id = worn.ids.get(placement);
      if (!id) throw new Error(`no sensor is worn on ${placement}`);
      return id;
    };
    const thighAt = placementOf(side, 'thigh');
    const shankAt = placementOf(side, 'shank');
    return {
      side,
      thighSensor: of(thighAt),
      shankSensor: of(shankAt),
      thighs: statesOn(worn, thighAt),
      shanks: statesOn(worn, shankAt),
    };
  });
  return legs[0].thighs.map((_, i) =>
    legs.map(({ thighs, shanks, ...leg }) => ({ ...leg, thigh: thighs[i], shank: shanks[i] })),
  );
}

function statesOf(feed: ImuFeed, samples: number, lateS = 0): SensorState[] {
  const { sensor } = feed;
  const track = new SensorTrack(sensor);
  const counts = new Int16Array(COUNTS_PER_SAMPLE);
  const states: SensorState[] = [];
  for (let i = 0; i < samples; i++) {
    feed.read(i, counts, i / sensor.rateHz - lateS);
    const timeUs = (i * 1e6) / sensor.rateHz;
    track.accept(
      {
        sensorId: sensor.id,
        firstIndex: i,
        count: 1,
        deviceTimeUs: timeUs,
        acceleration: Float64Array.from(
          counts.subarray(0, 3),
          (c) => c * sensor.accelerationScaleMps2,
        ),
        angularRate: Float64Array.from(counts.subarray(3), (c) => c * sensor.angularRateScaleRadps),
        clipped: false,
      },
      timeUs,
    );
    const state = track.at(timeUs);
    if (state === null) throw new Error(`no state at sample ${i}`);
    states.push(state);
  }
  return states;
}
