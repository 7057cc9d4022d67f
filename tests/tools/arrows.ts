import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findCircles } from './circles.ts';
import { importsOf, targetOf } from './importsOf.ts';
import { HOUSE_PLAN, type HousePlan, PACKAGE_HOMES, ROOMS_WITHOUT_NODE, roomOf } from './rooms.ts';

/** Source text by path from the project root, with forward slashes. */
export type SourceTree = ReadonlyMap<string, string>;

/**
 * Checks every import against the house plan.
 * Type-only imports count like any other, for rooms and for circles: two files that need each
 * other's types hide a third one that both should import.
 * @returns one sentence per fault, empty when the house is in order
 */
export function lintArrows(tree: SourceTree, plan: HousePlan = HOUSE_PLAN): string[] {
  const faults: string[] = [];
  const arrows = new Map<string, string[]>();
  for (const [path, source] of tree) {
    const room = roomOf(path, plan);
    if (room === null || !(room in plan)) {
      faults.push(`${path} is in ${room === null ? 'no room' : `room ${room}`}: ${addIt}`);
      continue;
    }
    const targets: string[] = [];
    for (const specifier of importsOf(source)) {
      const target = targetOf(path, specifier);
      if (target === null) {
        faults.push(...packageFaults(path, room, specifier));
        continue;
      }
      targets.push(target);
      const targetRoom = roomOf(target, plan);
      if (targetRoom !== room && (targetRoom === null || !plan[room].includes(targetRoom))) {
        const allowed = plan[room].length > 0 ? `only ${plan[room].join(', ')}` : 'no other';
        faults.push(`${path} imports ${target}: room ${room} may import ${allowed}`);
      }
    }
    arrows.set(path, targets);
  }
  for (const circle of findCircles(arrows)) faults.push(`circular import: ${circle.join(' → ')}`);
  return faults;
}

const addIt = 'give it a row in tests/tools/rooms.ts that says what it may import';

function packageFaults(path: string, room: string, specifier: string): string[] {
  const faults: string[] = [];
  const isNode = specifier.startsWith('node:') && specifier !== 'node:module';
  if (isNode && ROOMS_WITHOUT_NODE.includes(room)) {
    faults.push(`${path} imports ${specifier}: room ${room} knows no files, sockets or processes`);
  }
  for (const [name, homes] of Object.entries(PACKAGE_HOMES)) {
    const named = specifier === name || specifier.startsWith(`${name}/`);
    if (named && !homes.some((home) => path.startsWith(home))) {
      faults.push(`${path} imports ${specifier}: only ${homes.join(' and ')} may`);
    }
  }
  return faults;
}

/** Every module of the project that is shipped, read from the working directory. */
export function readSourceTree(): SourceTree {
  const paths = ['src', 'firmware-protocol', 'dashboards']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
        `${folder}/${path}`.replaceAll('\\', '/'),
      ),
    )
    .filter(
      (path) => /\.tsx?$/.test(path) && !/node_modules|\.d\.ts$|vite\.config\.ts$/.test(path),
    );
  return new Map(paths.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tree = readSourceTree();
  const faults = lintArrows(tree);
  for (const fault of faults) console.error(fault);
  console.log(`${tree.size} files, ${faults.length} wrong imports`);
  process.exitCode = faults.length > 0 || tree.size === 0 ? 1 : 0;
}
