import { useEffect, useState } from 'preact/hooks';
import { getFromHub } from './hubApi.ts';

export interface Polled<T> {
  /** The newest answer; null before the first, and while the hub gives none. */
  readonly answer: T | null;
  /** Why there is none, in a sentence. */
  readonly problem: string | null;
}

/**
 * Asks the hub for `path` while the page is looked at; null asks for nothing.
 * @param everyMs how long after an answer to ask again; null asks until there is one
 * @param about asks anew when it changes: of what the answer is to be, where the path does not say so
 */
export function usePolled<T>(path: string | null, everyMs: number | null, about = ''): Polled<T> {
  const question = path === null ? null : `${path} ${about}`;
  return useAnswered(question, () => getFromHub<T>(path ?? ''), everyMs);
}

/** The same of several paths, asked until each has an answer: there is none before all are there. */
export function usePolledAll<T>(paths: readonly string[] | null): Polled<readonly T[]> {
  const ask = async () => Promise.all((paths ?? []).map((path) => getFromHub<T>(path)));
  return useAnswered(paths === null ? null : paths.join(' '), ask, null);
}

/** @param question the same as long as `get` asks the same; null asks nothing */
function useAnswered<T>(
  question: string | null,
  get: () => Promise<T>,
  everyMs: number | null,
): Polled<T> {
  const [polled, setPolled] = useState<Polled<T> & { readonly of: string | null }>(NOTHING);
  useEffect(() => {
    if (question === null) return undefined;
    let stopped = false;
    let isDone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      clearTimeout(timer);
      if (stopped || isDone || document.hidden) return;
      const next = await get().then(
        (answer) => ({ answer, problem: null }),
        (error: unknown) => ({ answer: null, problem: String((error as Error).message) }),
      );
      if (stopped) return;
      setPolled({ of: question, ...next });
      const pauseMs = next.answer === null ? RETRY_MS : everyMs;
      clearTimeout(timer);
      isDone = pauseMs === null;
      if (pauseMs !== null) timer = setTimeout(ask, pauseMs);
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [question, everyMs]);
  // What was answered to another question is no answer to this one.
  return polled.of === question ? polled : NOTHING;
}

const RETRY_MS = 3000;
const NOTHING = { of: null, answer: null, problem: null };
