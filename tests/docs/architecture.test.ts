import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectFiles } from '../tools/projectFiles.ts';
import { HOUSE_PLAN } from '../tools/rooms.ts';

const PAGE = readFileSync('docs/architecture.md', 'utf8');
const FILES = projectFiles();

const MANIFEST = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

function rowsOf(section: string): string[][] {
  const [, text] = PAGE.split(`\n## ${section}\n`);
  if (text === undefined) throw new Error(`docs/architecture.md has no section ${section}`);
  return text
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Rooms a piece of text names, with the groups it names in italics written out. */
function roomsIn(text: string, groups: ReadonlyMap<string, readonly string[]>): string[] {
  const names = [...text.matchAll(/\*(\w+)\*|`([\w/-]+)`/g)];
  return names.flatMap(([, group, room]) => {
    if (group === undefined) return [room];
    const rooms = groups.get(group);
    if (!rooms) throw new Error(`docs/architecture.md uses *${group}* but does not say what it is`);
    return rooms;
  });
}

/** `*foundation* is …; *stages* is …` */
function groupsOfRooms(): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  const [, sentence] = /In the last column (.+?)\. /.exec(PAGE) ?? [];
  for (const clause of (sentence ?? '').split('; ')) {
    const [name, rooms] = clause.split(' is ');
    groups.set(name.replaceAll('*', ''), roomsIn(rooms, groups));
  }
  return groups;
}

function folderOf(room: string): string {
  if (room === 'index') return 'src/index.ts';
  return HOUSE_PLAN[room] && existsSync(`src/${room}`) ? `src/${room}` : room;
}

describe('docs/architecture.md', () => {
  it('has a row for every room that has a tenant, and for no other', () => {
    const tenanted = Object.keys(HOUSE_PLAN).filter((room) => existsSync(folderOf(room)));
    const rows = rowsOf('The house').map(([room]) => room.replaceAll('`', ''));
    expect(rows.toSorted()).toEqual(tenanted.toSorted());
  });

  it('lets each room import what the lint lets it import', () => {
    const groups = groupsOfRooms();
    for (const [name, , mayImport] of rowsOf('The house')) {
      const room = name.replaceAll('`', '');
      const planned = HOUSE_PLAN[room].filter((other) => existsSync(folderOf(other)));
      expect(roomsIn(mayImport, groups).toSorted(), room).toEqual(planned.toSorted());
    }
  });

  it('names every folder at the top', () => {
    const folders = new Set(FILES.filter((path) => path.includes('/')).map((p) => p.split('/')[0]));
    for (const folder of folders) expect(PAGE).toContain(`\`${folder}`);
    for (const folder of readdirSync('src', { withFileTypes: true })) {
      if (folder.isDirectory()) expect(PAGE).toContain(`\`${folder.name}\``);
    }
  });

  it('names only files that exist', () => {
    const paths = [...PAGE.matchAll(/`([\w/.-]+\.(?:ts|json|md))`/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(20);
    const missing = paths.filter(
      (path) =>
        !path.startsWith('recordings/.') &&
        !FILES.some((file) => file === path || file.endsWith(`/${path}`)),
    );
    expect(missing).toEqual([]);
  });

  it('gives a reason for every dependency, and for no other package', () => {
    const wanted = [
      ...Object.keys(MANIFEST.dependencies),
      ...Object.keys(MANIFEST.devDependencies),
    ];
    const rows = rowsOf('Dependencies');
    expect(rows.map(([name]) => name.replaceAll('`', '')).toSorted()).toEqual(wanted.toSorted());
    for (const [name, reason] of rows) expect(reason.length, name).toBeGreaterThan(10);
  });
});
