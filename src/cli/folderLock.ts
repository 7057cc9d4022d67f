import { readFileSync } from 'node:fs';
import { link, open, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isRunning } from '../recording/isRunning.ts';
import { readPlainFile } from '../recording/readPlainFile.ts';
import { systemCode } from '../recording/recordingError.ts';

const BEAT_MS = 1000;
/** A holder on another computer that lives has beaten by then. */
const BEATS_WATCHED = 4;
const ATTEMPTS = 5;
/** Two files are looked at and two removed meanwhile. */
const CLEARING_MS = 20;

/** The process that holds a lock. A pid alone may long be another's. */
const holderSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** Which run of the computer; null where the system does not tell. */
  boot: z.string().nullable(),
  /** When the process began, in the system's own count since then; null likewise. */
  began: z.string().nullable(),
});
type Holder = z.infer<typeof holderSchema>;

/** A lock that is held; it beats until it is released, for those who cannot see the process. */
export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Takes a lock file for this process. One left by a process that is gone is taken over, by one alone
 * of those who find it.
 * @param beatMs between two beats, ms
 * @returns the pid of the living holder instead, where there is one
 */
export async function takeLock(path: string, beatMs = BEAT_MS): Promise<HeldLock | number> {
  const text = `${JSON.stringify(thisProcess())}\n`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await createWhole(path, text)) return held(path, text, beatMs);
    const found = await readLock(path);
    if (found === null) continue;
    const pid = await livingHolder(path, found, beatMs);
    if (pid !== null) return pid;
    await removeStale(path, found, text, beatMs);
  }
  const pid = await lockHolder(path);
  if (pid !== null) return pid;
  throw Object.assign(new Error(`${path} cannot be taken`), { code: 'EBUSY' });
}

/** The process that holds a lock, null when none does. */
export async function lockHolder(path: string): Promise<number | null> {
  const found = await readLock(path);
  return found === null ? null : livingHolder(path, found, BEAT_MS);
}

function thisProcess(): Holder {
  return { pid: process.pid, host: hostname(), boot: bootOf(), began: beganOf(process.pid) };
}

/** Content and all at once: nobody ever reads it half written. False when there is one. */
async function createWhole(path: string, text: string): Promise<boolean> {
  const own = `${path}.${process.pid}`;
  await rm(own, { force: true });
  const file = await open(own, 'wx', 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    return await createPlain(path, text);
  } finally {
    await rm(own, { force: true });
  }
}

/** For file systems without links. */
async function createPlain(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text).finally(() => file.close());
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function held(path: string, text: string, beatMs: number): HeldLock {
  const beat = setInterval(() => {
    const now = new Date();
    // One who cannot beat holds it all the same.
    void utimes(path, now, now).catch(() => undefined);
  }, beatMs).unref();
  return {
    release: async () => {
      clearInterval(beat);
      try {
        // Only its own: it may have been taken away by hand, and another's be there.
        if ((await readLock(path)) === text) await rm(path, { force: true });
      } catch {
        // A disk that takes nothing more keeps it: who comes next sees that its holder is gone.
      }
    },
  };
}

/**
 * Only who holds the second lock removes the first. So what is read under it stays until it is removed
 * there, and the fresh lock of somebody who was quicker is never taken for the one that was judged.
 */
async function removeStale(path: string, judged: string, own: string, beatMs: number) {
  const clearing = `${path}.clearing`;
  if (!(await createWhole(clearing, own))) {
    const found = await readLock(clearing);
    if (found === null) return;
    // Of one that ended within the blink that this takes.
    if ((await livingHolder(clearing, found, beatMs)) === null) await rm(clearing, { force: true });
    else await sleep(CLEARING_MS);
    return;
  }
  try {
    if ((await readLock(path)) === judged) await rm(path, { force: true });
  } finally {
    await rm(clearing, { force: true });
  }
}

async function readLock(path: string): Promise<string | null> {
  try {
    const text = await readPlainFile(path);
    if (text !== '') return text;
    await sleep(BEAT_MS / 4);
    return await readPlainFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function livingHolder(path: string, text: string, beatMs: number): Promise<number | null> {
  const holder = holderOf(text);
  if (holder === null) return null;
  if (holder.host !== hostname()) return (await isBeating(path, beatMs)) ? holder.pid : null;
  if (holder.boot !== null && holder.boot !== bootOf()) return null;
  if (holder.pid === process.pid || !isRunning(holder.pid)) return null;
  const began = beganOf(holder.pid);
  return holder.began === null || began === null || holder.began === began ? holder.pid : null;
}

/** A lock of an earlier version is the pid alone. */
function holderOf(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'number') return { pid: value, host: hostname(), boot: null, began: null };
    return holderSchema.parse(value);
  } catch {
    return null;
  }
}

/** Of another computer, on a shared folder, only the beat tells; its clock may be any. */
async function isBeating(path: string, beatMs: number): Promise<boolean> {
  const before = await beatOf(path);
  for (let look = 0; look < 2 * BEATS_WATCHED; look++) {
    await sleep(beatMs / 2);
    if ((await beatOf(path)) !== before) return true;
  }
  return false;
}

async function beatOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}

function bootOf(): string | null {
  return textOf('/proc/sys/kernel/random/boot_id');
}

/** The 22nd field behind the name in brackets, which may hold anything. */
function beganOf(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat === null ? null : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
