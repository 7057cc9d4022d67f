import type { LiveStatus } from '../model/liveStatus.ts';
import type { HapticCues } from './hapticCues.ts';
import type { SessionIntake } from './sessionIntake.ts';

/** How the session of this intake stands now. */
export function liveStatusOf(intake: SessionIntake, haptics: HapticCues): LiveStatus {
  const { subject, protocol, settings } = intake.plan;
  return {
    recording: {
      session: intake.sessionId,
      startedUs: intake.startedUs,
      subject,
      protocol,
      task: settings.task,
      assessment: settings.assessment ?? null,
      ...intake.recordingState,
      problem: intake.problem,
    },
    haptics: { available: haptics.available, on: haptics.on },
  };
}
