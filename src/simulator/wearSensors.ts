import type { Placement } from '../model/placement.ts';
import type { BodyPose } from './bodyPose.ts';
import { type Impact, ringingG } from './impact.ts';
import { ImuErrors, NOMINAL_IMU } from './imuErrors.ts';
import type { ImuFeed } from './imuFeed.ts';
import { magneticWorld } from './magneticWorld.ts';
import { MagnetometerErrors } from './magnetometerErrors.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';
import { sensorMount, skinPivots } from './sensorMount.ts';
import { type SessionOptions, wearingSeed } from './sessionOptions.ts';
import { SimulatedImu } from './simulatedImu.ts';
import { SkinMotion, type SkinTurn } from './skinMotion.ts';
import { drawSkin, softTissue } from './softTissue.ts';
import { StencilCache } from './stencilCache.ts';
import { strapTurn } from './strapTurn.ts';

/** Sensors on the skin of a person whose bones move so; one feed per placement, in their order. */
export function wearSensors(
  bonesAt: (timeS: number) => BodyPose,
  person: Person,
  options: SessionOptions,
  impacts: readonly Impact[] = [],
): ImuFeed[] {
  const { rateHz, mounting } = options;
  const seed = wearingSeed(options);
  const mountOf = (placement: Placement) => sensorMount(placement, person, mounting, seed);
  const skin = new SkinMotion(bonesAt, skinTurns(options, impacts), skinPivots(person));
  const motion = new StencilCache((timeS) => skin.poseAt(timeS));
  const world = magneticWorld(options.magneticNorthDeg, options.magneticDisturbanceUt, seed);
  const nominal = options.noise === 'nominal';
  return options.placements.map((placement) => {
    const drift = options.headingDriftDegps[placement] ?? 0;
    const fromS = options.headingDriftFromS;
    return new SimulatedImu({
      placement,
      rateHz,
      motion,
      mount: mountOf(placement),
      errorsAt: nominal
        ? (hz) => new ImuErrors(NOMINAL_IMU, hz, new Random(seed, `errors ${placement}`))
        : null,
      ...(impacts.length > 0 && {
        ringingG: (timeS: number) => ringingG(impacts, placement, timeS),
      }),
      ...(drift !== 0 && { verticalDriftDegps: (timeS: number) => (timeS < fromS ? 0 : drift) }),
      ...(options.magnetometer && {
        magnetometer: {
          world,
          errors: () =>
            nominal ? new MagnetometerErrors(new Random(seed, `magnetometer ${placement}`)) : null,
        },
      }),
    });
  });
}

function skinTurns(options: SessionOptions, impacts: readonly Impact[]): SkinTurn[] {
  const turns: SkinTurn[] = [];
  if (options.softTissue > 0) {
    turns.push(softTissue(drawSkin(options.seed, options.softTissue), impacts));
  }
  if (Object.keys(options.strapTurnDeg).length > 0) {
    turns.push(strapTurn(options.strapTurnDeg, options.strapTurnAtS ?? options.standingS));
  }
  return turns;
}
