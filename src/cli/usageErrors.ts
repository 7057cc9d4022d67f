import type { Command } from 'commander';

/**
 * Makes every command answer wrong words with what it takes, and throw a `CommanderError`:
 * commander itself would end the process with code 1.
 */
export function teachOnWrongWords(command: Command, path = command.name()): void {
  command.exitOverride().showHelpAfterError(`${whatItTakes(command, path)}.`);
  for (const each of command.commands) teachOnWrongWords(each, `${path} ${each.name()}`);
}

function whatItTakes(command: Command, path: string): string {
  const { commands, options, registeredArguments } = command;
  const names =
    commands.length > 0
      ? commands.map((each) => each.name())
      : [
          ...registeredArguments.map((argument) => `<${argument.name()}>`),
          ...options.map((option) => option.long ?? option.flags),
        ];
  return `"${path}" takes ${[...names, '--help'].join(', ')}`;
}
