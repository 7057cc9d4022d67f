import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { sanitizesC } from './sanitizesC.ts';

/** Full path of the first of these commands that is on the PATH; null when none is. */
export function findProgram(...names: readonly string[]): string | null {
  for (const path of programsNamed(names)) return path;
  return null;
}

function* programsNamed(names: readonly string[]): Generator<string> {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (isExecutable(path)) yield path;
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A browser that playwright-core can drive. */
export function findChromium(): string | null {
  return findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
}

/** A compiler that takes the options of gcc and has all that the sanitizers need. */
export function findCCompiler(): string | null {
  for (const path of programsNamed(['cc', 'gcc', 'clang'])) {
    if (sanitizesC(path)) return path;
  }
  return null;
}

/** A compiler of C++ that takes the options of g++; the tests do without one. */
export function findCppCompiler(): string | null {
  return findProgram('c++', 'g++', 'clang++');
}

export function findPython(): string | null {
  return findProgram('python3');
}

/** A Python 3 that has numpy and pandas; Debian's own may stand behind another one on the PATH. */
export function findDataPython(): string | null {
  for (const path of ['/usr/bin/python3', ...programsNamed(['python3'])]) {
    if (isExecutable(path) && canImport(path, 'numpy', 'pandas')) return path;
  }
  return null;
}

/** Whether a Python has these modules. */
export function canImport(python: string, ...modules: readonly string[]): boolean {
  try {
    execFileSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** InfluxDB 1.x: its configuration file and its `/write` are what the tests stand on. */
export function findInfluxd(): string | null {
  const path = findProgram('influxd');
  if (path === null) return null;
  try {
    const version = execFileSync(path, ['version'], { encoding: 'utf8', stdio: 'pipe' });
    return /^InfluxDB v1\./.test(version) ? path : null;
  } catch {
    return null;
  }
}
