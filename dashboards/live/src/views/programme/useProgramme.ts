import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProgrammeNote } from '../../../../../src/model/programmeNote.ts';
import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import { getFromHub, HubApiError, sendToHub } from '../../api/hubApi.ts';

/** What somebody says at another screen has to be seen here before the next set. */
const AGAIN_MS = 5000;

export interface ProgrammeOfPerson {
  /** null until the hub has told. */
  readonly told: PersonProgramme | null;
  /** Why not, in a sentence. */
  readonly problem: string | null;
  /**
   * Has the hub keep a note beside the person's last recording, or in their session that goes on; the
   * answer to it is shown at once.
   * @returns why the hub did not take it, in a sentence; null once it has
   */
  readonly say: (note: ProgrammeNote, by: string, into?: 'live') => Promise<string | null>;
  /** Asks at once, and shows the answer. @throws HubApiError */
  readonly ask: () => Promise<PersonProgramme>;
}

/**
 * Where one person stands, asked for anew while the page is looked at. What was told stays on screen
 * meanwhile.
 * @param subject null asks for nothing
 * @param about asks anew when it changes
 */
export function useProgramme(subject: string | null, about: string): ProgrammeOfPerson {
  const [told, setTold] = useState<PersonProgramme | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** How often something was said, or answered: what was asked before that is outdated. */
  const said = useRef(0);
  const askOf = async (whom: string): Promise<PersonProgramme> => {
    const before = said.current;
    const answer = await getFromHub<PersonProgramme>(pathOf(whom));
    if (said.current === before) setTold(answer);
    return answer;
  };
  useEffect(() => {
    if (subject === null) return undefined;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setProblem(null);
    const ask = async (): Promise<void> => {
      clearTimeout(timer);
      if (left || document.hidden) return;
      const why = await askOf(subject).then(() => null, sentenceOf);
      if (left) return;
      setProblem(why);
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    const look = (): void => void ask();
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [subject, about]);
  const say: ProgrammeOfPerson['say'] = async (note, by, into) => {
    if (subject === null) return 'Choose a participant first.';
    said.current++;
    try {
      const body = { note, by, ...(into && { live: true }) };
      setTold(await sendToHub<PersonProgramme>(`${pathOf(subject)}/notes`, body));
      return null;
    } catch (error) {
      return `Not recorded: ${sentenceOf(error)}`;
    } finally {
      said.current++;
    }
  };
  const ask = async (): Promise<PersonProgramme> => {
    if (subject === null) throw new HubApiError('Choose a participant first.');
    return askOf(subject);
  };
  // What was told of somebody else is nothing of this person.
  return { told: told?.subject === subject ? told : null, problem, say, ask };
}

function pathOf(subject: string): string {
  return `programme/${encodeURIComponent(subject)}`;
}

/** @throws whatever is no refusal of the hub */
function sentenceOf(error: unknown): string {
  if (error instanceof HubApiError) return error.message;
  throw error;
}
