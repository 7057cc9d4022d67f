import { SIDES } from '../../model/placement.ts';
import { simulateHalfKneelingSession } from '../../simulator/tasks/halfKneelingSession.ts';
import { simulateHingeSession } from '../../simulator/tasks/hingeSession.ts';
import { simulateKneeToWallSession } from '../../simulator/tasks/kneeToWallSession.ts';
import { recordSession } from './recordSession.ts';
import { sessionOptionsOf } from './sessionOptionsOf.ts';
import type { HalfKneelingFlags, HingeFlags, KneeToWallFlags } from './simulateFlags.ts';

/**
 * Each records a simulated task into a new file, or leaves no file at all.
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */

export async function simulateHinge(flags: HingeFlags): Promise<void> {
  const session = simulateHingeSession({
    ...sessionOptionsOf(flags),
    reps: flags.reps,
    shankTiltDeg: flags.shankTilt,
    thighTiltDeg: flags.thighTilt,
    pelvisTiltDeg: flags.pelvisTilt,
    ...(flags.kneeValgus && { kneeValgusDeg: flags.kneeValgus }),
    affectedSide: flags.side,
  });
  const what = `${flags.reps} hinges`;
  await recordSession(session, flags, { protocol: 'hinge', tasks: ['hinge'], what });
}

export async function simulateHalfKneeling(flags: HalfKneelingFlags): Promise<void> {
  const session = simulateHalfKneelingSession({
    ...sessionOptionsOf(flags),
    side: flags.side,
    holds: flags.holds,
    holdS: flags.hold,
    unrestDeg: flags.unrest,
  });
  const what = `${flags.holds} holds`;
  await recordSession(session, flags, { protocol: 'half-kneeling', tasks: ['halfKneeling'], what });
}

export async function simulateKneeToWall(flags: KneeToWallFlags): Promise<void> {
  const sides = SIDES.filter((side) => flags.side === 'both' || flags.side === side);
  const session = simulateKneeToWallSession({
    ...sessionOptionsOf(flags),
    sides,
    trials: flags.trials,
    shankTiltDeg: { right: flags.rightTilt, left: flags.leftTilt },
    heelUpDeg: flags.heelUp,
  });
  await recordSession(session, flags, {
    protocol: 'knee-to-wall',
    tasks: ['weightBearingLunge'],
    what: `${flags.trials * sides.length} trials`,
  });
}
