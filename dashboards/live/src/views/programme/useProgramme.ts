import { useEffect, useState } from 'preact/hooks';
import type { ProgrammeNote } from '../../../../../src/model/programmeNote.ts';
import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import { getFromHub, HubApiError, sendToHub } from '../../api/hubApi.ts';

const RETRY_MS = 3000;

export interface ProgrammeOfPerson {
  /** null until the hub has told. */
  readonly told: PersonProgramme | null;
  /** Why not, in a sentence. */
  readonly problem: string | null;
  /**
   * Has the hub keep a note beside the person's last recording; the answer to it is shown at once.
   * @returns why the hub did not take it, in a sentence; null once it has
   */
  readonly say: (note: ProgrammeNote, by: string) => Promise<string | null>;
}

/**
 * Where one person stands. What was told stays on screen while it is asked for anew.
 * @param subject null asks for nothing
 * @param about asks anew when it changes
 */
export function useProgramme(subject: string | null, about: string): ProgrammeOfPerson {
  const [told, setTold] = useState<PersonProgramme | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (subject === null) return undefined;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setProblem(null);
    const ask = async (): Promise<void> => {
      try {
        const answer = await getFromHub<PersonProgramme>(pathOf(subject));
        if (left) return;
        setTold(answer);
        setProblem(null);
      } catch (error) {
        if (left) return;
        setProblem(sentenceOf(error));
        timer = setTimeout(() => void ask(), RETRY_MS);
      }
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [subject, about]);
  const say = async (note: ProgrammeNote, by: string): Promise<string | null> => {
    if (subject === null) return 'Choose a participant first.';
    try {
      setTold(await sendToHub<PersonProgramme>(`${pathOf(subject)}/notes`, { note, by }));
      return null;
    } catch (error) {
      return `Not recorded: ${sentenceOf(error)}`;
    }
  };
  // What was told of somebody else is nothing of this person.
  return { told: told?.subject === subject ? told : null, problem, say };
}

function pathOf(subject: string): string {
  return `programme/${encodeURIComponent(subject)}`;
}

/** @throws whatever is no refusal of the hub */
function sentenceOf(error: unknown): string {
  if (error instanceof HubApiError) return error.message;
  throw error;
}
