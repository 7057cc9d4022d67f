import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findCCompiler } from '../../tools/programs.ts';

const run = promisify(execFile);

/** The codec in C, with the folders example and host. */
export const CODEC_FOLDER = fileURLToPath(
  new URL('../../../firmware-protocol/c/', import.meta.url),
);

const STRICT = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-pedantic', '-Wconversion', '-Wshadow'];
/** Any undefined behaviour and any access outside its object ends the program. */
const SANITIZED = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-g1'];

/**
 * The environment to run the programs in. The search for leaks would need ptrace, which containers
 * often forbid; the code that is tested allocates nothing.
 */
export const PROGRAM_ENV = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };

const CODEC = sourcesIn('');
const SENSOR = sourcesIn('example').filter((path) => path !== 'example/main.c');
const VALUES = ['host/hex.c', 'host/message_kind.c', 'host/value_parse.c', 'host/value_print.c'];
const FUZZ = ['host/fuzz.c', 'host/fuzz_sensor.c', 'host/fuzz_main.c'];

/** The C programs of the tests: their sources beside the codec, and options of their own. */
const PROGRAMS = {
  codec: { sources: [...VALUES, 'host/codec.c'], options: [] },
  sensor: { sources: [...SENSOR, 'example/main.c', 'host/hex.c'], options: [] },
  // A small ring buffer is soon full, so that overwriting is reached in few events. Only here is
  // more time spent in running than optimising takes.
  fuzz: { sources: [...SENSOR, ...VALUES, ...FUZZ], options: ['-O1', '-DSAMPLE_RING_DEPTH=100'] },
} as const;

/**
 * Compiles a program with every warning an error and with sanitizers. Test files and runs share what
 * is built: it stays in the system's folder for temporary files until a source or the compiler differs.
 * @returns its path
 * @throws with what the compiler said
 */
export async function compile(program: keyof typeof PROGRAMS): Promise<string> {
  const compiler = findCCompiler();
  if (compiler === null)
    throw new Error('no C compiler with sanitizers (cc, gcc or clang) is on the PATH');
  const { sources, options } = PROGRAMS[program];
  const paths = [...CODEC, ...sources].map((path) => join(CODEC_FOLDER, path));
  const command = [...STRICT, ...SANITIZED, ...options, `-I${CODEC_FOLDER}`, ...paths];
  const built = join(tmpdir(), `plumbline-${program}-${await digestOf(compiler, command)}`);
  if (existsSync(built)) return built;

  const folder = mkdtempSync(join(tmpdir(), 'plumbline-compile-'));
  try {
    const output = join(folder, program);
    await run(compiler, [...command, '-o', output]);
    // At once, so that a test file that looks meanwhile finds a whole program or none.
    renameSync(output, built);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return built;
}

/** Another text for another compiler, command or source. */
async function digestOf(compiler: string, command: readonly string[]): Promise<string> {
  const { stdout } = await run(compiler, ['--version']);
  const hash = createHash('sha256').update([compiler, stdout, ...command].join('\n'));
  for (const folder of ['', 'example', 'host']) {
    for (const name of readdirSync(join(CODEC_FOLDER, folder)).toSorted()) {
      if (!/\.[ch]$/.test(name)) continue;
      hash.update(name).update(readFileSync(join(CODEC_FOLDER, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function sourcesIn(folder: string): string[] {
  const names = readdirSync(join(CODEC_FOLDER, folder)).filter((name) => name.endsWith('.c'));
  return names.map((name) => join(folder, name));
}
