import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCCompiler, findCppCompiler } from '../../tools/programs.ts';
import { CODEC_FOLDER } from './compile.ts';

const run = promisify(execFile);

/** Calls one function of every header, so that linking finds each by its C name. */
const PROGRAM = `
#include <plumbline.h>
#include <sensor.h>
#include <cue_motion.h>
#include <stdio.h>

static bool supports(void *, const pl_configuration *) { return true; }
static bool configure(void *, const pl_configuration *) { return true; }
static bool begin_motor(void *, uint8_t, uint32_t *began_us) { *began_us = 0; return true; }

int main() {
    static sensor it;
    const sensor_hardware hardware = {"A", "1", 0, 0, true, supports, configure, begin_motor, nullptr};
    const pl_configuration as_sold = {100, 16, 2000, false};
    uint8_t bytes[PL_INFO_BYTES_MAX];
    pl_info info;
    sensor_power_on(&it, &hardware, &as_sold, 7, 0);
    pl_result result = pl_info_decode(bytes, sensor_info(&it, bytes), &info);
    printf("%s %u %u %u\\n", pl_result_word(result), unsigned(info.run),
                unsigned(sample_ring_oldest(&it.ring)), unsigned(cue_length_us(PL_CUE_LONG)));
}
`;

describe('the codec and the example', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-cpp-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are found by C++, all files in one folder', async ({ skip }) => {
    const compiler = findCCompiler();
    const cppCompiler = findCppCompiler();
    if (!compiler || !cppCompiler)
      return skip('no C++ compiler (c++, g++ or clang++) is on the PATH');
    const flat = join(folder, 'plumbline');
    mkdirSync(flat);
    for (const path of [...filesIn(''), ...filesIn('example')])
      cpSync(path, join(flat, basename(path)));
    const main = join(folder, 'main.cpp');
    writeFileSync(main, PROGRAM);
    const sources = readdirSync(flat).filter((name) => name.endsWith('.c'));

    await run(compiler, ['-std=c99', '-c', ...sources], { cwd: flat });
    const objects = sources.map((name) => join(flat, name.replace(/c$/, 'o')));
    const program = join(folder, 'program');
    const strict = ['-Wall', '-Wextra', '-Werror', '-pedantic', '-std=c++11', `-I${flat}`];
    await run(cppCompiler, [...strict, main, ...objects, '-o', program]);
    expect((await run(program)).stdout).toBe('ok 7 0 500000\n');
  });
});

/** What firmware copies: no program of ours. */
function filesIn(sub: string): string[] {
  const names = readdirSync(join(CODEC_FOLDER, sub)).filter((name) => /\.[ch]$/.test(name));
  return names.filter((name) => name !== 'main.c').map((name) => join(CODEC_FOLDER, sub, name));
}
