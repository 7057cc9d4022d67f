import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { z } from 'zod';

/** What of a machine bears on a speed; nothing by which it could be known. */
export const machineSchema = z.strictObject({
  cpu: z.string(),
  cores: z.int(),
  memoryGb: z.int(),
  os: z.string(),
  node: z.string(),
});

export type Machine = Readonly<z.infer<typeof machineSchema>>;

export function thisMachine(): Machine {
  const processors = cpus();
  const [version] = /^\d+\.\d+/.exec(release()) ?? [''];
  return {
    cpu: processors[0]?.model.trim() ?? arch(),
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${version} ${arch()}`,
    node: process.versions.node,
  };
}

/** Processes that ran or waited in the last minute, in the mean; null where the system does not tell. */
export function loadNow(): number | null {
  return process.platform === 'win32' ? null : Number(loadavg()[0].toFixed(2));
}

/** What a figure may depend on: a document or another's results change none. */
const MEASURED = ['src', 'tests', 'dashboards', 'firmware-protocol', 'package-lock.json'];

/** The short hash of the commit, with `+` where code differs from it; null without git. */
export function commitNow(): string | null {
  try {
    const ask = (...args: string[]): string =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const hash = ask('rev-parse', '--short', 'HEAD');
    return ask('status', '--porcelain', '--', ...MEASURED) === '' ? hash : `${hash}+`;
  } catch {
    return null;
  }
}
