import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, PROGRAM_ENV } from './compile.ts';

const SEED = 1;
const INPUTS = 200_000;

describe('the C code', () => {
  let program: string;

  beforeAll(async () => {
    program = await compile('fuzz');
  });

  it(`withstands ${INPUTS} inputs of seed ${SEED} under the sanitizers`, () => {
    const output = execFileSync(program, [String(SEED), String(INPUTS)], {
      encoding: 'utf8',
      env: PROGRAM_ENV,
    });
    expect(output).toBe(`${INPUTS} inputs of seed ${SEED}\n`);
  });
});
