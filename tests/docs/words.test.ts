import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DISCLAIMER } from '../../src/stream/disclaimer.ts';
import { projectFiles } from '../tools/projectFiles.ts';

/** Words that would make a training aid claim to be a medical device. */
const AVOIDED =
  /diagnos|screening|injury[ -]risk|acl[ -]risk|prevents? injur|predicts? injur|\btreat(?!y)|therap|rehabilitat|patient|clinical|patholog|abnormal|dysfunction|medical|realign|patellofemoral|dangerous/gi;

/** What may be said: the disclaimer itself, and that something is not or does not. */
const NEGATIONS = [
  DISCLAIMER,
  /\b(?:does|do) not diagnose, treat or predict injury/g,
  /\bnot medical limits/g,
  /\bdo not predict injury/g,
];

function avoidedWords(text: string): string[] {
  const flowing = text.replaceAll(/\s+/g, ' ');
  const rest = NEGATIONS.reduce<string>((left, each) => left.replaceAll(each, ''), flowing);
  return [...rest.matchAll(AVOIDED)].map(([word]) => word.toLowerCase());
}

function isSeenByPeople(path: string): boolean {
  if (!existsSync(path)) return false;
  if (/\.(?:md|html|svg)$/.test(path)) return true;
  return /^(?:src|dashboards)\/.*\.(?:tsx?|json)$/.test(path) || path === 'package.json';
}

/** Name and content; of code everything but comments, since any string may reach a screen. */
function textOf(path: string): string {
  const content = readFileSync(path, 'utf8');
  const isCode = /\.tsx?$/.test(path);
  const shown = isCode ? content.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '') : content;
  return `${path}\n${shown}`;
}

const FILES = projectFiles().filter(isSeenByPeople);

describe('the words of the project', () => {
  it('covers documents, dashboards and the hub', () => {
    expect(FILES).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/conventions.md',
        'docs/images/pipeline.svg',
        'dashboards/live/src/views/App.tsx',
        'src/body/calibration/checks/legChecks.ts',
      ]),
    );
  });

  it('claim nothing medical', () => {
    const claims = FILES.map((path) => ({ path, words: avoidedWords(textOf(path)) }));
    expect(claims.filter(({ words }) => words.length > 0)).toEqual([]);
  });

  it('may deny, but not promise', () => {
    expect(avoidedWords(`> ${DISCLAIMER}`)).toEqual([]);
    expect(avoidedWords('It does not diagnose,\ntreat or predict injury.')).toEqual([]);
    expect(avoidedWords('Clinical-grade screening that\nprevents injury')).toEqual([
      'clinical',
      'screening',
      'prevents injur',
    ]);
  });

  it('state the disclaimer of the stream in the README, word for word', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`\n> ${DISCLAIMER}\n`);
  });
});
