import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCCompiler } from './programs.ts';

describe('the search for a C compiler', () => {
  const path = process.env.PATH ?? '';
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-compilers-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  function compiler(name: string, script: string): string {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  it('passes over one that cannot link with the sanitizers', () => {
    compiler('cc', 'echo "cannot find -lasan" >&2; exit 1');
    vi.stubEnv('PATH', folder);
    expect(findCCompiler()).toBeNull();
  });

  it('passes over one whose programs do not run', () => {
    compiler('cc', 'for last; do :; done; echo "exit 127" > "$last"; /bin/chmod +x "$last"');
    vi.stubEnv('PATH', folder);
    expect(findCCompiler()).toBeNull();
  });

  it('takes the next one that does it all', () => {
    compiler('cc', 'exit 1');
    const works = compiler('gcc', `PATH='${path}' exec cc "$@"`);
    vi.stubEnv('PATH', folder);
    expect(findCCompiler()).toBe(works);
  });
});
