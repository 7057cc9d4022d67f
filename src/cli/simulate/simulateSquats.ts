import { simulateSquatSession } from '../../simulator/squatSession.ts';
import { UsageError } from '../cliError.ts';
import { recordSession } from './recordSession.ts';
import { sessionOptionsOf } from './sessionOptionsOf.ts';
import type { SquatFlags } from './simulateFlags.ts';

/**
 * Records a simulated squat session into a new file, or leaves no file at all.
 * @throws UsageError for angles that exclude each other
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */
export async function simulateSquats(flags: SquatFlags): Promise<void> {
  if (flags.fppa && flags.kneeValgus) {
    throw new UsageError(
      '--fppa and --knee-valgus are both given, but are different angles: valid is one of them',
    );
  }
  if (flags.turn !== 0 && flags.sets === 1) {
    throw new UsageError('--turn is between sets, and there is one: give --sets 2 or more too');
  }
  const session = simulateSquatSession({
    ...sessionOptionsOf(flags),
    reps: flags.reps,
    sets: flags.sets,
    turnBetweenSetsDeg: flags.turn,
    ...(flags.fppa && { fppaDeg: flags.fppa }),
    ...(flags.kneeValgus && { kneeValgusDeg: flags.kneeValgus }),
    affectedSide: flags.side,
    shankTiltDeg: flags.shankTilt,
    thighTiltDeg: flags.thighTilt,
    ...(flags.depths && { depthsDeg: flags.depths }),
  });
  const what = `${session.reps.length} squats`;
  await recordSession(session, flags, {
    protocol: 'squat',
    tasks: ['bilateralSquat', 'rntSquat'],
    what,
  });
}
