import { simulateBalanceSession } from '../../simulator/tasks/balanceSession.ts';
import { simulateGaitSession } from '../../simulator/tasks/gaitSession.ts';
import { simulateLandingSession } from '../../simulator/tasks/landingSession.ts';
import { UsageError } from '../cliError.ts';
import { recordSession } from './recordSession.ts';
import { sessionOptionsOf } from './sessionOptionsOf.ts';
import type { BalanceFlags, GaitFlags, LandingFlags } from './simulateFlags.ts';

/**
 * Each records a simulated task into a new file, or leaves no file at all.
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */

export async function simulateLandings(flags: LandingFlags): Promise<void> {
  const session = simulateLandingSession({
    ...sessionOptionsOf(flags),
    landings: flags.landings,
    jumpHeightM: flags.jump / 100,
    valgus: flags.valgus,
    affectedSide: flags.side,
  });
  const landed = session.events.filter(({ type }) => type === 'landing').length;
  const what = `${landed} landings`;
  await recordSession(session, flags, { protocol: 'landing', tasks: ['landing'], what });
}

export async function simulateGait(flags: GaitFlags): Promise<void> {
  const session = simulateGaitSession({
    ...sessionOptionsOf(flags),
    strides: flags.strides,
    strideS: flags.stride,
    kneeValgusDeg: flags.kneeValgus,
  });
  const what = `${flags.strides} strides`;
  await recordSession(session, flags, { protocol: 'gait', tasks: ['gait'], what });
}

/** @throws UsageError for more touch-downs than a hold has room for */
export async function simulateBalance(flags: BalanceFlags): Promise<void> {
  const room = Math.floor(flags.hold / 4);
  if (flags.touchDowns > room) {
    throw new UsageError(
      `--touch-downs is ${flags.touchDowns} in a hold of ${flags.hold} s: valid are 0 to ${room}, or a longer --hold`,
    );
  }
  const session = simulateBalanceSession({
    ...sessionOptionsOf(flags),
    stanceSide: flags.stance,
    holds: flags.holds,
    holdS: flags.hold,
    unrestDeg: flags.unrest,
    touchDowns: flags.touchDowns,
  });
  const what = `${flags.holds} holds`;
  await recordSession(session, flags, { protocol: 'balance', tasks: ['balance'], what });
}
