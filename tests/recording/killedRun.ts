import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const RECORDER = fileURLToPath(new URL('./killedRecorder.ts', import.meta.url));

/**
 * Kills a recorder of 7 sensors at 120 Hz after `ms` of recording.
 * @returns log time of the last message it took, µs
 */
export async function killedAfter(ms: number, path: string): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', RECORDER, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => printed.push(bytes));
  await once(child.stdout, 'data');
  await delay(ms);
  child.kill('SIGKILL');
  await once(child, 'close');
  const lines = Buffer.concat(printed).toString().trimEnd().split('\n');
  return Number(lines[lines.length - 1]);
}
