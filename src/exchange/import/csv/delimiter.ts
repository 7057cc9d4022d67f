import { ImportError, quoted } from '../importError.ts';

const DELIMITERS = [',', ';', '\t'];

/** The delimiter that occurs most often in the header outside of quotes; a comma if none does. */
export function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/**
 * What a line such as `sep=;` says, which spreadsheets write before the header; null for others.
 * @throws ImportError when it names another delimiter than comma, semicolon or tab.
 */
export function delimiterOfDeclaration(path: string, text: string, line: number): string | null {
  const [, declared] = /^sep=(.*?)\r?$/i.exec(text) ?? [];
  if (declared === undefined || DELIMITERS.includes(declared)) return declared ?? null;
  throw new ImportError(
    path,
    `the delimiter ${quoted(declared)} is not known; valid are comma, semicolon and tab.`,
    { line },
  );
}
