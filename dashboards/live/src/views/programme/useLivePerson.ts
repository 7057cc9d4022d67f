import { ANONYMOUS } from '../../../../../src/model/pseudonym.ts';
import { usePage } from '../../store/storeContext.ts';
import { type LiveSessionFacts, useLiveSession } from '../record/useLiveSession.ts';

export interface LivePerson {
  /** Whose session goes on; null where nobody was named, and in a replay. */
  readonly subject: string | null;
  /** Whose recording ends with another session, {@link ANONYMOUS} of nobody named; null where none. */
  readonly recorded: string | null;
  /** null until the hub has told. */
  readonly facts: LiveSessionFacts | null;
  /** What changes with each session, and when one ends. */
  readonly session: string;
  /** Why no session can begin now, in a sentence; null where it can. */
  readonly notNow: string | null;
}

export function useLivePerson(): LivePerson {
  const { store } = usePage();
  const isLive = store.hello.value?.mode === 'live';
  const recording = store.status.value?.recording;
  const facts = useLiveSession(recording).answer;
  const isConnected = store.freshness.value.level !== 'offline';
  const isStreaming = store.sensors.value.some(({ link }) => link === 'streaming');
  const { subject = ANONYMOUS, session = '', isRecording = false } = recording ?? {};
  return {
    subject: isLive && isRecording && subject !== ANONYMOUS ? subject : null,
    recorded: isLive && isRecording ? subject : null,
    facts,
    session: `${session} ${isRecording}`,
    notNow: !isConnected
      ? 'The hub cannot be reached.'
      : !isLive
        ? 'A recording is shown. Go back to live first.'
        : isStreaming
          ? null
          : 'No sensor is sending. Switch the sensors on first: see Set-up.',
  };
}
