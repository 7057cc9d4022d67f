import type { ViewChoice } from '../../viewChoice.ts';
import { hashOf } from '../../viewChoice.ts';
import { Marks } from '../Marks.tsx';
import { clockText, dayText, lengthText } from '../recordingWords.ts';
import { listPlace } from './listPlace.ts';
import type { Searchable } from './searchRecordings.ts';

interface RecordingRowProps {
  readonly entry: Searchable;
  readonly choice: ViewChoice;
  /** Stands under the recording that it goes on from or was computed from. */
  readonly isUnder?: boolean;
}

export function RecordingRow({ entry, choice, isUnder = false }: RecordingRowProps) {
  const { recording, movement } = entry;
  const { id, subject, protocol, startedUs, tags } = recording;
  const place = { view: 'library', path: [id] } as const;
  const open = (event: MouseEvent) => {
    listPlace.opened = id;
    // A new tab is the browser's.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choice.choose(place.view, place.path);
  };
  return (
    <li class="rec-row" data-under={isUnder} data-id={id}>
      <span class="rec-when">
        <span>{dayText(startedUs)}</span> <span class="soft">{clockText(startedUs)}</span>
      </span>
      <a class="rec-who" href={hashOf(place)} onClick={open}>
        {subject}
        <span class="visually-hidden">
          , {dayText(startedUs)} {clockText(startedUs)}
        </span>
      </a>
      <span class="rec-what">
        {movement}
        {!movement.toLowerCase().includes(protocol.toLowerCase()) && (
          <span class="soft"> {protocol}</span>
        )}
      </span>
      <span class="rec-length">
        <span class="visually-hidden">Length </span>
        {lengthText(recording)}
      </span>
      <span class="rec-marks">
        <Marks recording={recording} />
        {tags.map((tag) => (
          <span key={tag} class="rec-tag">
            {tag}
          </span>
        ))}
      </span>
    </li>
  );
}
