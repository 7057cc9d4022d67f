import { useId } from 'preact/hooks';
import type { PersonStanding } from '../../../../../src/stream/answers/programme.ts';

interface PersonChoiceProps {
  /** Who is shown. */
  readonly subject: string | null;
  /** Whose session goes on. */
  readonly live: string | null;
  /** null until the hub has told. */
  readonly people: readonly PersonStanding[] | null;
  readonly onChoose: (subject: string) => void;
}

/** Whose programme is shown; who is in the live session stands first. */
export function PersonChoice({ subject, live, people, onChoose }: PersonChoiceProps) {
  const id = useId();
  const known = (people ?? []).map((each) => each.subject);
  const all = [...new Set([live, ...known, subject])].filter((each) => each !== null);
  return (
    <div class="person-choice">
      <label for={id}>Participant</label>
      <select
        id={id}
        value={subject ?? ''}
        disabled={all.length === 0}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {each}
            {each === live ? ', in the live session' : ''}
          </option>
        ))}
      </select>
    </div>
  );
}
