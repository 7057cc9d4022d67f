import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectFiles } from '../tools/projectFiles.ts';

const PAGE = readFileSync('docs/faults.md', 'utf8');
const ROWS = PAGE.slice(0, PAGE.indexOf('\n## '))
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()))
  .filter(([first]) => !/^-+$/.test(first ?? ''));
const SOURCES = projectFiles()
  .filter((path) => /^(src|dashboards\/live\/src)\/.*\.tsx?$/.test(path) && existsSync(path))
  .map((path) => readFileSync(path, 'utf8'));

describe('the table of faults', () => {
  it('has rows of seven cells', () => {
    expect(ROWS.length).toBeGreaterThan(30);
    expect(ROWS.filter((cells) => cells.length !== 7)).toEqual([]);
  });

  it.each(ROWS)('%s: its words are those of the source, and a test holds it', (...cells) => {
    const said = [...(cells[1] ?? '').matchAll(/"([^"]+)"/g)].map(([, words = '']) => words);
    expect(said.filter((words) => !SOURCES.some((source) => source.includes(words)))).toEqual([]);
    const tests = [...(cells[6] ?? '').matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !existsSync(path))).toEqual([]);
  });
});
