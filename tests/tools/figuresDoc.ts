import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAllRuns } from './figures/lookup.ts';
import { rendered } from './figures/spans.ts';
import { projectFiles } from './projectFiles.ts';

/** Every document; a page without figures of the results files stays as it is. */
export function pages(): string[] {
  return projectFiles().filter((path) => path.endsWith('.md') && existsSync(path));
}

/**
 * Brings the figures of the results files into the documents (`--write`), or says which are out of
 * date: `npx tsx tests/tools/figuresDoc.ts`, from the project's root.
 */
function main(): void {
  const all = readAllRuns();
  for (const path of pages()) {
    const page = readFileSync(path, 'utf8');
    const { text, problems } = rendered(page, all);
    for (const problem of problems) {
      console.error(`${path}: ${problem}`);
      process.exitCode = 1;
    }
    if (text === page) continue;
    if (process.argv.includes('--write')) {
      writeFileSync(path, text);
      console.log(`${path}: written`);
    } else {
      console.error(`${path} is not up to date: npx tsx tests/tools/figuresDoc.ts --write`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
