import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether this compiler builds an empty program with the sanitizers, and it runs. The command alone
 * may be there without the headers and start-up code of the C library, or without the runtimes.
 */
export function sanitizesC(compiler: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-probe-'));
  try {
    const program = join(folder, 'probe');
    const options = ['-fsanitize=address,undefined', '-x', 'c', '-', '-o', program];
    const input = '#include <stdint.h>\n#include <string.h>\nint main(void) { return 0; }\n';
    if (spawnSync(compiler, options, { input }).status !== 0) return false;
    // The search for leaks needs ptrace, which containers often forbid.
    const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
    return spawnSync(program, { env }).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
