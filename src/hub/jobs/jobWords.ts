import type { CommandEnd } from './jobCommand.ts';

/** Paths with what stands for them in the sentences of a client; a longer path goes first. */
export type PathWords = ReadonlyMap<string, string>;

/** What a command said, for a client: sentences without places on this machine. */
export interface CommandWords {
  readonly problem: string | null;
  readonly notes: readonly string[];
  readonly summary: readonly string[];
}

export function commandWords(end: CommandEnd, paths: PathWords): CommandWords {
  const errors = linesOf(end.stderr, paths);
  const notes = errors.flatMap((line) => /^(?:! |warning: )(.+)/.exec(line)?.[1] ?? []);
  if (end.code === 0) return { problem: null, notes, summary: linesOf(end.stdout, paths) };
  return { problem: problemOf(end, errors), notes, summary: [] };
}

function problemOf({ signal, stderr }: CommandEnd, lines: readonly string[]): string {
  if (signal !== null) {
    return `The system ended it (${signal}), perhaps because memory ran out; nothing of it is kept. Try it again.`;
  }
  const sentence = lines.flatMap((line) => /^error: (.+)/.exec(line)?.[1] ?? []).at(-1);
  if (sentence === undefined)
    return 'It failed in a way that it did not foresee; see the log of the hub.';
  if (/ENOSPC|EDQUOT|disk is full/.test(stderr)) {
    return `The disk of the hub is full, and nothing of it is kept (${sentence}) Make room there and try it again.`;
  }
  return sentence;
}

function linesOf(text: string, paths: PathWords): string[] {
  const longestFirst = [...paths].sort(([a], [b]) => b.length - a.length);
  return longestFirst
    .reduce((said, [path, word]) => said.replaceAll(path, word), text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
