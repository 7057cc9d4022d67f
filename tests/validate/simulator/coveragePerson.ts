import { SIDES, type Side } from '../../../src/model/placement.ts';
import type { PipelineSettings } from '../../../src/model/settings.ts';
import { Random } from '../../../src/simulator/random.ts';
import { type SquatSession, simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { settingsFor } from './settingsFor.ts';

/** How wrong the entered toe-out is, degrees, one standard deviation, in half of the sessions. */
const ENTERED_SD_DEG = 3;

export interface CoveragePerson {
  readonly session: SquatSession;
  readonly settings: PipelineSettings;
  /** Whether the toe-out of the settings differs from that of the feet. */
  readonly toeOutIsWrong: boolean;
}

/**
 * Person number `seed`: own body, knees, sensors and mounting, a depth and projection angles of
 * their own. Every second one has their toe-out entered wrongly.
 */
export function coveragePerson(seed: number): CoveragePerson {
  const random = new Random(seed, 'coverage person');
  const session = simulateSquatSession({
    seed,
    reps: 4,
    thighTiltDeg: random.uniform(35, 78),
    shankTiltDeg: random.uniform(18, 38),
    fppaDeg: [0, random.uniform(-8, 6), random.uniform(5, 15), random.uniform(12, 25)],
  });
  const toeOutIsWrong = seed % 2 === 0;
  const entered: Record<Side, number> = { ...session.options.toeOutDeg };
  for (const side of SIDES) {
    entered[side] += toeOutIsWrong ? ENTERED_SD_DEG * random.gaussian() : 0;
  }
  return { session, settings: settingsFor(session, entered), toeOutIsWrong };
}
