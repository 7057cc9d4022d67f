import { sessionsOf } from '../../../../../src/model/sessionsOf.ts';
import type { ListedRecording } from '../../../../../src/stream/answers/recordings.ts';

/** All recordings of the session that `named` is of, as trends have it: parts, breaks, and what was computed from them. */
export function recordingsOf(
  named: ListedRecording,
  recordings: readonly ListedRecording[],
): readonly ListedRecording[] {
  const timed = recordings
    .filter(({ subject }) => subject === named.subject)
    .map((recording) => {
      const { sessionId: id, startedUs, durationS } = recording;
      return {
        recording,
        session: { id, startedUs },
        endUs: startedUs + (durationS ?? 0) * 1e6,
      };
    });
  const session = sessionsOf(timed).find((parts) =>
    parts.some(({ recording }) => recording.id === named.id),
  );
  return session?.map(({ recording }) => recording) ?? [];
}
