import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findCCompiler } from '../../tools/programs.ts';

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
 * Compiles a program into `folder` with every warning an error and with sanitizers.
 * @returns its path
 * @throws with what the compiler said
 */
export async function compile(program: keyof typeof PROGRAMS, folder: string): Promise<string> {
  const compiler = findCCompiler();
  if (compiler === null) throw new Error('no C compiler (cc, gcc or clang) is on the PATH');
  const { sources, options } = PROGRAMS[program];
  const output = join(folder, program);
  const paths = [...CODEC, ...sources].map((path) => join(CODEC_FOLDER, path));
  await promisify(execFile)(compiler, [
    ...STRICT,
    ...SANITIZED,
    ...options,
    `-I${CODEC_FOLDER}`,
    ...paths,
    '-o',
    output,
  ]);
  return output;
}

function sourcesIn(folder: string): string[] {
  const names = readdirSync(join(CODEC_FOLDER, folder)).filter((name) => name.endsWith('.c'));
  return names.map((name) => join(folder, name));
}
