/** What lies in the hub's own folder, in words: its name alone tells a person nothing. */
const KEPT: Readonly<Record<string, string>> = {
  jobs: 'made for a download, kept by the hub',
  exports: 'the hub’s note of what was exported',
  uploads: 'the hub’s note of what the database has',
};

/** A file that a deletion takes away, by its path in the folder of the recordings. */
export function fileWords(path: string): string {
  const [, folder = '', name = ''] = /^\.plumbline\/(\w+)\/(?:.*\/)?([^/]+)$/.exec(path) ?? [];
  const what = KEPT[folder];
  return what === undefined ? path : `${name} (${what})`;
}
