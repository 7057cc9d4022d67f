import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { simulateCommand } from '../../src/cli/simulateCommand.ts';
import { startCommand } from '../../src/cli/startCommand.ts';

const README = readFileSync('README.md', 'utf8');
const { scripts, engines } = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** Everything the README asks to type. */
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```|`((?:npm|node) [^`]+)`/g)].flatMap(
  ([, block, inline]) => (block ?? inline).trim().split('\n'),
);

function helpFor(command: string): string {
  const simulations = simulateCommand().commands;
  const simulation = simulations.find((each) => command.includes(`simulate ${each.name()}`));
  return (simulation ?? startCommand()).helpInformation();
}

describe('README.md', () => {
  it('asks for npm scripts that exist', () => {
    const builtIn = ['ci'];
    const named = COMMANDS.flatMap((command) =>
      [...command.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, script]) => script),
    );
    expect(named).toEqual(expect.arrayContaining(['ci', 'start', 'demo:radio', 'test']));
    expect(named.filter((name) => !builtIn.includes(name) && !(name in scripts))).toEqual([]);
  });

  it('gives the test command that .ci/run runs', () => {
    const last = readFileSync('.ci/run', 'utf8').trim().split('\n').at(-1);
    expect(COMMANDS).toContain(last);
  });

  it('names the oldest Node that package.json allows', () => {
    expect(README).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
  });

  it('gives options to the commands that these know', () => {
    const commands = COMMANDS.filter((command) => command.includes(' --'));
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const help = helpFor(command);
      for (const [option] of command.matchAll(/--[a-z][a-z-]*/g)) expect(help).toContain(option);
    }
  });
});
