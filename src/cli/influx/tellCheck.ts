import type { InfluxCheck } from '../../influx/check/check.ts';
import { checkInflux } from '../../influx/check/checkInflux.ts';
import { CliError } from '../cliError.ts';
import { plainText } from '../info/plainText.ts';
import { interruptible } from '../interruptible.ts';
import { configOrTeach } from './configOrTeach.ts';
import type { CheckFlags } from './influxFlags.ts';
import { recordedHere } from './recordedHere.ts';

const MARK_WIDTH = 8;
const NAME_WIDTH = 13;

/** Runs every check and prints what it found. @throws CliError when something is wrong */
export async function tellCheck({ recordings, json }: CheckFlags): Promise<void> {
  const config = configOrTeach();
  const { oldestUs, sessions } = await recordedHere(recordings);
  const checks = await interruptible('interrupted before all was checked', async (signal) => {
    const found: InfluxCheck[] = [];
    for await (const check of checkInflux(config, oldestUs, signal, sessions)) {
      signal.throwIfAborted();
      found.push(check);
      if (!json) console.log(checkLines(check).join('\n'));
    }
    return found;
  });
  const wrong = checks.filter(({ state }) => state === 'wrong').map(({ name }) => name);
  if (json) console.log(JSON.stringify({ ok: wrong.length === 0, checks }, null, 2));
  if (wrong.length > 0) {
    throw new CliError(`nothing can be uploaded before this is put right: ${wrong.join(', ')}`);
  }
}

function checkLines({ name, state, found, advice }: InfluxCheck): string[] {
  const mark = state === 'wrong' ? 'WRONG' : state;
  const line = `${mark.padEnd(MARK_WIDTH)}${name.padEnd(NAME_WIDTH)}${found}`;
  const indent = ' '.repeat(MARK_WIDTH + NAME_WIDTH);
  return (advice === '' ? [line] : [line, `${indent}${advice}`]).map(plainText);
}
