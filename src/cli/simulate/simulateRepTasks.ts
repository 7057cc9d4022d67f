import { simulateLungeSession } from '../../simulator/tasks/lungeSession.ts';
import type { RepTaskOptions } from '../../simulator/tasks/repTaskOptions.ts';
import { simulateSingleLegSession } from '../../simulator/tasks/singleLegSession.ts';
import { simulateStepDownSession } from '../../simulator/tasks/stepDownSession.ts';
import { simulateStepUpSession } from '../../simulator/tasks/stepUpSession.ts';
import { UsageError } from '../cliError.ts';
import { recordSession } from './recordSession.ts';
import { sessionOptionsOf } from './sessionOptionsOf.ts';
import type {
  LungeFlags,
  OneLegFlags,
  RepTaskFlags,
  SingleLegFlags,
  StepDownFlags,
  StepUpFlags,
} from './simulateFlags.ts';

/**
 * Each records a simulated task with repetitions into a new file, or leaves no file at all.
 * @throws UsageError for angles that exclude each other
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */

/** @throws UsageError, also for more touches than reps */
export async function simulateSingleLeg(flags: SingleLegFlags): Promise<void> {
  if (flags.toeTouches > flags.reps) {
    throw new UsageError(
      `--toe-touches is ${flags.toeTouches} of ${flags.reps} reps: valid are 0 to ${flags.reps}`,
    );
  }
  const session = simulateSingleLegSession({
    toeTouches: flags.toeTouches,
    ...repOptionsOf(flags),
    ...oneLegOptionsOf(flags),
    shankTiltDeg: flags.shankTilt,
    thighTiltDeg: flags.thighTilt,
  });
  const what = `${flags.reps} single-leg squats`;
  await recordSession(session, flags, { protocol: 'single-leg', tasks: ['singleLegSquat'], what });
}

/** @throws UsageError, also for a box that the person is too short for */
export async function simulateStepDown(flags: StepDownFlags): Promise<void> {
  const session = sayingWhatIsWrong(() =>
    simulateStepDownSession({
      ...repOptionsOf(flags),
      ...oneLegOptionsOf(flags),
      direction: flags.direction,
      boxHeightM: flags.box / 100,
    }),
  );
  const what = `${flags.reps} step-downs`;
  await recordSession(session, flags, { protocol: 'step-down', tasks: ['stepDown'], what });
}

/** @throws UsageError, also for a box that the person is too short for */
export async function simulateStepUp(flags: StepUpFlags): Promise<void> {
  const session = sayingWhatIsWrong(() =>
    simulateStepUpSession({ ...repOptionsOf(flags), boxHeightM: flags.box / 100 }),
  );
  const what = `${flags.reps} step-ups`;
  await recordSession(session, flags, { protocol: 'step-up', tasks: ['stepUp'], what });
}

export async function simulateLunge(flags: LungeFlags): Promise<void> {
  const session = simulateLungeSession({
    ...repOptionsOf(flags),
    shankTiltDeg: flags.shankTilt,
    thighTiltDeg: flags.thighTilt,
    stepEachRep: flags.stepping ?? false,
  });
  const what = `${flags.reps} lunges`;
  await recordSession(session, flags, { protocol: 'lunge', tasks: ['lunge'], what });
}

/** What one flag allows is told as it is read; what two of them allow together, by the simulator. */
function sayingWhatIsWrong<T>(simulate: () => T): T {
  try {
    return simulate();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
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
    stanceFlexionDeg: flags.stanceFlexion,
    unrestDeg: flags.unrest,
    wobbleDeg: flags.wobble,
    pelvisDropDeg: flags.pelvisDrop,
  };
}
