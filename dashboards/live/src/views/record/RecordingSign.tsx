import type { RecordingStatus } from '../../../../../src/model/liveStatus.ts';
import { elapsedText, roomText, sizeText } from '../../store/sizeText.ts';
import { usePage } from '../../store/storeContext.ts';
import { RecordShape } from './StateShape.tsx';
import { useHubClock } from './useHubClock.ts';

const REASON = {
  offline: 'The hub is not heard. What it records now is not known here.',
  unknown: 'The hub has not told yet.',
  waiting: 'Recording begins with the first sensor that streams.',
  stopped: 'Nothing is being written to the disk.',
  well: 'Everything the sensors send is kept; a trial marks a stretch of it.',
} as const;

/** Whether the session is recorded, why not, how long, how large, and for how long there is room. */
export function RecordingSign() {
  const { store } = usePage();
  const nowUs = useHubClock();
  const isHeard = store.freshness.value.level !== 'offline';
  const recording = isHeard ? (store.status.value?.recording ?? null) : null;
  const { word, reason, isOn } = signOf(recording, isHeard);
  const startedUs = recording?.startedUs ?? null;
  const elapsedS = startedUs === null || nowUs === null ? null : (nowUs - startedUs) / 1e6;
  return (
    <section class="rec-sign" data-on={isOn} aria-label="Recording">
      <p class="rec-word">
        <RecordShape isOn={isOn} />
        <strong>{word}</strong>
      </p>
      <dl class="rec-figures">
        <Figure name="Time" value={elapsedText(elapsedS)} />
        <Figure name="File" value={sizeText(recording?.bytesWritten ?? null)} />
        <Figure
          name="Disk left"
          value={roomText(recording?.minutesLeft ?? null)}
          more={recording ? sizeText(recording.diskFreeBytes) : ''}
        />
      </dl>
      <p class="rec-reason soft">{reason}</p>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly more?: string;
}

function Figure({ name, value, more = '' }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} <span class="soft">{more}</span>
      </dd>
    </div>
  );
}

function signOf(recording: RecordingStatus | null, isHeard: boolean) {
  if (!isHeard) return { word: 'Not connected', reason: REASON.offline, isOn: false };
  if (recording === null) return { word: 'Not known', reason: REASON.unknown, isOn: false };
  const { isRecording, problem, startedUs } = recording;
  if (isRecording) return { word: 'Recording', reason: problem ?? REASON.well, isOn: true };
  const word = startedUs === null ? 'Waiting for a sensor' : 'Not recording';
  const usual = startedUs === null ? REASON.waiting : REASON.stopped;
  return { word, reason: problem ?? usual, isOn: false };
}
