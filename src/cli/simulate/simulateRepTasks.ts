import type { RepTaskOptions } from '../../simulator/tasks/repTaskOptions.ts';
import { simulateSingleLegSession } from '../../simulator/tasks/singleLegSession.ts';
import { UsageError } from '../cliError.ts';
import { recordSession } from './recordSession.ts';
import { sessionOptionsOf } from './sessionOptionsOf.ts';
import type { OneLegFlags, RepTaskFlags, SingleLegFlags } from './simulateFlags.ts';

/**
 * Each records a simulated task with repetitions into a new file, or leaves no file at all.
 * @throws UsageError for angles that exclude each other
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */

export async function simulateSingleLeg(flags: SingleLegFlags): Promise<void> {
  const session = simulateSingleLegSession({
    ...repOptionsOf(flags),
    ...oneLegOptionsOf(flags),
    shankTiltDeg: flags.shankTilt,
    thighTiltDeg: flags.thighTilt,
  });
  const what = `${flags.reps} single-leg squats`;
  await recordSession(session, flags, { protocol: 'single-leg', task: 'singleLegSquat', what });
}

function repOptionsOf(flags: RepTaskFlags): Partial<RepTaskOptions> {
  if (flags.fppa && flags.kneeValgus) {
    throw new UsageError(
      '--fppa and --knee-valgus are both given, but are different angles: valid is one of them',
    );
  }
  return {
    ...sessionOptionsOf(flags),
    side: flags.side,
    reps: flags.reps,
    ...(flags.fppa && { fppaDeg: flags.fppa }),
    ...(flags.kneeValgus && { kneeValgusDeg: flags.kneeValgus }),
  };
}

function oneLegOptionsOf(flags: OneLegFlags) {
  return {
    unrestDeg: flags.unrest,
    wobbleDeg: flags.wobble,
    pelvisDropDeg: flags.pelvisDrop,
  };
}
