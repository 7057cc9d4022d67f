import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  findCCompiler,
  findChromium,
  findDataPython,
  findInfluxd,
  findProgram,
  findPython,
} from './programs.ts';

interface Prerequisite {
  readonly name: string;
  readonly find: () => string | null;
  readonly debianPackages: readonly string[];
  /** The tests that want it say so and skip where it is missing. */
  readonly isOptional?: true;
}

const PREREQUISITES: readonly Prerequisite[] = [
  {
    name: 'Chromium',
    find: findChromium,
    debianPackages: ['chromium', 'fonts-dejavu-core'],
  },
  { name: 'InfluxDB 1.x (influxd)', find: findInfluxd, debianPackages: ['influxdb'] },
  // Debian's gcc brings the runtimes of the sanitizers along.
  { name: 'C compiler with sanitizers', find: findCCompiler, debianPackages: ['gcc', 'libc6-dev'] },
  { name: 'Python 3', find: findPython, debianPackages: ['python3'] },
  {
    name: 'Python 3 with numpy and pandas',
    find: findDataPython,
    debianPackages: ['python3', 'python3-numpy', 'python3-pandas'],
    isOptional: true,
  },
];

/**
 * Makes sure the programs the tests drive exist, installing Debian's where that is allowed.
 * @returns what is still missing and how to get it, one sentence; null when all is there
 */
export function ensurePrerequisites(): string | null {
  let paths = find();
  const missing = PREREQUISITES.filter((one) => !paths.get(one));
  if (missing.length > 0) {
    install(missing.flatMap((one) => one.debianPackages));
    paths = find();
  }
  for (const one of PREREQUISITES) console.log(`${one.name}: ${paths.get(one) ?? 'missing'}`);

  const left = PREREQUISITES.filter((one) => !one.isOptional && !paths.get(one));
  if (left.length === 0) return null;
  const packages = left.flatMap((one) => one.debianPackages).join(' ');
  return (
    `The tests need ${left.map((one) => one.name).join(' and ')} on the PATH. ` +
    `On Debian or Ubuntu: sudo apt-get install -y --no-install-recommends ${packages}`
  );
}

function find(): Map<Prerequisite, string | null> {
  return new Map(PREREQUISITES.map((one) => [one, one.find()]));
}

function install(packages: readonly string[]): void {
  const root = rootPrefix();
  if (root === null || findProgram('apt-get') === null) return;
  console.log(`installing ${packages.join(' ')}`);
  run(root, 'apt-get', 'update', '-q');
  run(root, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages);
  // The tests start their own server; Debian's package would leave one running on port 8086.
  const startsService = packages.includes('influxdb') && findProgram('systemctl') !== null;
  if (startsService) run(root, 'systemctl', 'disable', '--now', 'influxdb');
}

/** The words that make a command run as root: none as root, else a sudo that asks nothing. */
function rootPrefix(): readonly string[] | null {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  if (sudo === null) return null;
  return spawnSync(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : null;
}

function run(root: readonly string[], ...command: readonly string[]): void {
  const [program, ...args] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  spawnSync(program, args, { stdio: 'inherit' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const fault = ensurePrerequisites();
  if (fault !== null) console.error(fault);
  process.exitCode = fault === null ? 0 : 1;
}
