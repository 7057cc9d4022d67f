import type { Command } from 'commander';
import { plumblineProgram } from '../../src/cli/program.ts';

/** The command that words such as `simulate squat --reps 5` call, and the words behind its name. */
export function plumblineCommand(words: readonly string[]): {
  readonly command: Command;
  readonly rest: readonly string[];
} {
  let command = plumblineProgram();
  let used = 0;
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    command = next;
    used++;
  }
  return { command, rest: words.slice(used) };
}

/** What is wrong with words behind `plumbline`, in a sentence; null where the command takes them. */
export function plumblineProblem(words: readonly string[]): string | null {
  if (['--version', '--help'].includes(words.join(' '))) return null;
  const { command, rest } = plumblineCommand(words);
  if (command.commands.length > 0) return `"${words.join(' ')}" is no command`;
  if (rest.join(' ') === '--help') return null;
  const said: string[] = [];
  command.exitOverride().configureOutput({ writeErr: (text) => said.push(text) });
  try {
    const { operands, unknown } = command.parseOptions([...rest]);
    if (unknown.length > 0) return `${command.name()} knows no ${unknown.join(' ')}`;
    const taken = command.registeredArguments;
    const least = taken.filter(({ required }) => required).length;
    const most = taken.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : taken.length;
    if (operands.length >= least && operands.length <= most) return null;
    return `${command.name()} does not take ${operands.length} words: ${operands.join(' ')}`;
  } catch (error) {
    return said.join(' ') || String(error);
  }
}
