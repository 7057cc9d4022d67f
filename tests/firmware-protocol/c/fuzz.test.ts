import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, PROGRAM_ENV } from './compile.ts';

const SEED = 1;
const INPUTS = 200_000;

describe('the C code', () => {
  let folder: string;
  let program: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-c-fuzz-'));
    program = await compile('fuzz', folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`withstands ${INPUTS} inputs of seed ${SEED} under the sanitizers`, () => {
    const output = execFileSync(program, [String(SEED), String(INPUTS)], {
      encoding: 'utf8',
      env: PROGRAM_ENV,
    });
    expect(output).toBe(`${INPUTS} inputs of seed ${SEED}\n`);
  });
});
