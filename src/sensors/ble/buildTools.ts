import { spawnSync } from 'node:child_process';

/** What building the native part of the radio needs. */
const BUILD_TOOLS = ['python3', 'make', 'g++'];

/** The programs that building the radio needs and this machine has not got. */
export function missingBuildTools(): string[] {
  return BUILD_TOOLS.filter(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0,
  );
}
