import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles } from '../tools/projectFiles.ts';

const PAGES = projectFiles().filter((path) => path.endsWith('.md') && existsSync(path));
const LINK = /\]\(([^)\s]+)\)/g;
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

/** The anchor of a heading as code hosts make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function anchorsOf(path: string): string[] {
  const headings = readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading]) => anchorOf(heading));
}

/** What is wrong with the relative links of a page, a sentence each. */
function deadLinks(page: string, text: string): string[] {
  const targets = [...text.replace(CODE, '').matchAll(LINK)].map(([, target]) => target);
  return targets.flatMap((target) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file, anchor] = target.split('#');
    const path = file === '' ? page : posix.join(posix.dirname(page), file);
    if (!existsSync(path)) return [`${page} links to ${target}, which does not exist`];
    if (anchor === undefined || anchorsOf(path).includes(anchor)) return [];
    return [`${page} links to ${target}, but ${path} has no such heading`];
  });
}

describe('links between documents', () => {
  it('finds the pages it is about', () => {
    expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'firmware-protocol/PROTOCOL.md']));
  });

  it.each(PAGES)('all lead somewhere in %s', (page) => {
    expect(deadLinks(page, readFileSync(page, 'utf8'))).toEqual([]);
  });

  it('tells a missing file and a missing heading', () => {
    const text = '[a](nowhere.md) [b](stream.md#nothing) [c](stream.md#to-the-hub-json) `[d](no)`';
    expect(deadLinks('docs/page.md', text)).toEqual([
      'docs/page.md links to nowhere.md, which does not exist',
      'docs/page.md links to stream.md#nothing, but docs/stream.md has no such heading',
    ]);
  });
});
