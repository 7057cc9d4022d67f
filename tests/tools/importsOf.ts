import { posix } from 'node:path';

const STATIC = /^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;
/** How a worker thread names its file; as much an import as the others. */
const WORKER = /new URL\(\s*['"](\.[^'"]+\.tsx?)['"]\s*,\s*import\.meta\.url/g;

/**
 * What a module asks for, in any spelling: `import`, `export … from`, `import()`, `require()`,
 * type-only imports, and `new URL('./x.ts', import.meta.url)`. It reads text, not syntax: the formatter
 * puts static imports at the start of a line.
 * @returns specifiers as written, without a bundler's `?query`
 */
export function importsOf(source: string): string[] {
  return [STATIC, DYNAMIC, WORKER].flatMap((pattern) => named(source, pattern));
}

/** What is loaded with a module, of those. */
export function staticImportsOf(source: string): string[] {
  return named(source, STATIC);
}

function named(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map((match) => match[1].replace(/\?.*$/, ''));
}

/** The path from the project root a relative specifier means; null for a package. */
export function targetOf(importer: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(importer), specifier) : null;
}
