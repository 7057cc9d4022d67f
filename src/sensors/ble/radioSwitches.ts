import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What can cut an adapter off from the air on Linux. */
export interface RadioSwitch {
  readonly name: string;
  /** Blocked by software, which software can undo. */
  readonly soft: boolean;
  /** Blocked by a switch or key of the computer. */
  readonly hard: boolean;
}

/** The kernel's switches for Bluetooth; none where it has no such thing. */
export async function radioSwitches(folder = '/sys/class/rfkill'): Promise<RadioSwitch[]> {
  const entries = await readdir(folder).catch(() => []);
  const switches = await Promise.all(entries.map((entry) => switchIn(join(folder, entry))));
  return switches.filter((each) => each !== null);
}

/** null for a radio of another kind, and for one that was unplugged while it was read. */
async function switchIn(folder: string): Promise<RadioSwitch | null> {
  const read = async (file: string) => (await readFile(join(folder, file), 'utf8')).trim();
  try {
    if ((await read('type')) !== 'bluetooth') return null;
    return {
      name: await read('name'),
      soft: (await read('soft')) === '1',
      hard: (await read('hard')) === '1',
    };
  } catch {
    return null;
  }
}
