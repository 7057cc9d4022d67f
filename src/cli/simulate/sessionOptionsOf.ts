import type { SessionOptions } from '../../simulator/sessionOptions.ts';
import { drawStrapTurns } from '../../simulator/strapTurn.ts';
import type { SimulateFlags } from './simulateFlags.ts';

/** The options of the simulator that these flags stand for. */
export function sessionOptionsOf(flags: SimulateFlags): Partial<SessionOptions> {
  return {
    seed: flags.seed,
    mountingSeed: flags.mountingSeed ?? null,
    placements: flags.sensors,
    rateHz: flags.rate,
    heightM: flags.height,
    toeOutDeg: { right: flags.toeOut, left: flags.toeOut },
    noise: flags.noise,
    softTissue: flags.softTissue,
    ...(flags.strapTurn > 0 && {
      strapTurnDeg: drawStrapTurns(flags.seed, flags.sensors, flags.strapTurn),
    }),
    ...(flags.calibrationFppa && { calibrationFppaDeg: flags.calibrationFppa }),
    magnetometer: flags.magnetometer ?? false,
    magneticDisturbanceUt: flags.magneticDisturbance,
  };
}
