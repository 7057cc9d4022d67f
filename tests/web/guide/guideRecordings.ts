import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Four weeks of one simulated person whose knees come nearer to the line, and a day of another. */
const SESSIONS = [
  { id: '2026-03-02-squats', subject: 'P-TRY', fppa: '16', day: '2026-03-02', mounting: 11 },
  { id: '2026-03-09-squats', subject: 'P-TRY', fppa: '13', day: '2026-03-09', mounting: 12 },
  { id: '2026-03-16-squats', subject: 'P-TRY', fppa: '8', day: '2026-03-16', mounting: 13 },
  { id: '2026-03-23-squats', subject: 'P-TRY', fppa: '4', day: '2026-03-23', mounting: 14 },
  { id: '2026-03-17-squats', subject: 'P-2QX8', fppa: '0,6,12', day: '2026-03-17', mounting: 21 },
] as const;

export const GUIDE_SUBJECT = 'P-TRY';
export const THIRD_RECORDING = SESSIONS[2].id;
export const LAST_RECORDING = SESSIONS[3].id;

function plumbline(...args: string[]): Promise<unknown> {
  return run(process.execPath, ['dist/src/cli/main.js', ...args]);
}

/** Puts the recordings of the guide's pictures into `folder`; `count` of them, the first first. */
export async function seedRecordings(
  folder: string,
  count: number = SESSIONS.length,
): Promise<void> {
  for (const { id, subject, fppa, day, mounting } of SESSIONS.slice(0, count)) {
    const file = join(folder, `${id}.mcap`);
    const person = ['--subject', subject, '--started', `${day}T17:00:00Z`];
    const set = ['--reps', '6', '--fppa', fppa, '--mounting-seed', String(mounting)];
    await plumbline('simulate', 'squat', ...person, ...set, '-o', file);
    await plumbline('edit', file, 'footwear=barefoot', 'protocol=knee control');
    await plumbline('tag', file, subject === GUIDE_SUBJECT ? 'course' : 'first-visit');
  }
}
