import { ANONYMOUS } from '../../../../../src/model/pseudonym.ts';
import { usePage } from '../../store/storeContext.ts';

export interface LivePerson {
  /** Whose session goes on; null where nobody was named, and in a replay. */
  readonly subject: string | null;
  /** What changes with each session, and when one ends. */
  readonly session: string;
  /** Why no session can begin now, in a sentence; null where it can. */
  readonly notNow: string | null;
}

export function useLivePerson(): LivePerson {
  const { store } = usePage();
  const isLive = store.hello.value?.mode === 'live';
  const recording = store.status.value?.recording;
  const isConnected = store.freshness.value.level !== 'offline';
  const isStreaming = store.sensors.value.some(({ link }) => link === 'streaming');
  const { subject = ANONYMOUS, session = '', isRecording = false } = recording ?? {};
  return {
    subject: isLive && isRecording && subject !== ANONYMOUS ? subject : null,
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
