import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plumblineCommand } from './plumblineCommand.ts';

const README = readFileSync('README.md', 'utf8');
const { scripts, engines } = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** Everything the README asks to type. */
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```|`((?:npm|node) [^`]+)`/g)].flatMap(
  ([, block, inline]) => (block ?? inline).trim().split('\n'),
);

/** The command that words such as `node dist/src/cli/main.js simulate squat` call, npm's `start` too. */
function called(words: string): Command {
  const [, named = 'start'] = /main\.js (.*)/.exec(words) ?? [];
  return plumblineCommand(named.split(' ')).command;
}

/** Commands of the tests, which have no help of their own. */
const MEASURES = /^npm run (validate|bench)/;

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

  it('calls commands that exist', () => {
    const commands = COMMANDS.filter((command) => command.includes('main.js'));
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) expect(called(command).name()).not.toBe('plumbline');
  });

  it('gives options to the commands that these know', () => {
    const commands = COMMANDS.filter(
      (command) => command.includes(' --') && !MEASURES.test(command),
    );
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const help = called(command).helpInformation();
      for (const [option] of command.matchAll(/--[a-z][a-z-]*/g)) expect(help).toContain(option);
    }
  });
});
