import { type AllRuns, rowNamed, runOf, SEPARATOR } from './lookup.ts';
import { tableNamed } from './tables.ts';
import { dateText, figureText, numberText, runText, targetText } from './wording.ts';

/** Code is shown as it is, and may tell of a span. */
const CODE = '```[\\s\\S]*?```|`[^`\\n]*`';

/**
 * What is generated stands in documents between a comment that names it and one that ends it:
 * `<!-- figure: PLACE -->`, with ` · number` for one without its unit and ` · target` for the bound;
 * `<!-- date: FILE · SET -->` and `<!-- run: FILE · SET -->` for when and where it was measured;
 * `<!-- table: NAME -->` for the tables of `tables.ts`.
 */
const SPAN = new RegExp(
  `${CODE}|<!-- (figure|date|run|table): (.+?) -->([\\s\\S]*?)<!-- /\\1 -->`,
  'g',
);
const COMMENT = /<!-- \/?(?:figure|date|run|table)\b.*?-->/g;

export interface Rendered {
  readonly text: string;
  /** What is wrong with the page's spans, a sentence each. */
  readonly problems: readonly string[];
}

/** The page with every span as the results have it; one that names nothing stays as it is. */
export function rendered(page: string, all: AllRuns): Rendered {
  const problems: string[] = [];
  const text = page.replaceAll(SPAN, (span: string, kind?: string, name?: string) => {
    if (kind === undefined || name === undefined) return span;
    try {
      return `<!-- ${kind}: ${name} -->${contentOf(kind, name, all)}<!-- /${kind} -->`;
    } catch (error) {
      problems.push((error as Error).message);
      return span;
    }
  });
  for (const [comment] of page.replaceAll(SPAN, '').matchAll(COMMENT)) {
    problems.push(`${comment} has no other end, or another span between`);
  }
  return { text, problems };
}

/** The page without what is generated, and without code: what somebody typed. */
export function typedPart(page: string): string {
  return page.replaceAll(SPAN, '');
}

function contentOf(kind: string, name: string, all: AllRuns): string {
  if (kind === 'table') return `\n\n${tableNamed(name, all)}\n\n`;
  if (kind === 'figure') return figureNamed(name, all);
  const [file, set] = name.split(SEPARATOR);
  const run = runOf(all, file, set);
  return kind === 'date' ? dateText(run.date) : runText(run);
}

function figureNamed(name: string, all: AllRuns): string {
  const [, place, form] = /^(.*?)(?: · (number|target))?$/.exec(name) ?? [];
  const row = rowNamed(all, place);
  if (form === 'target') return targetText(row);
  if (form === 'number' && row.value !== null) return numberText(row.value, row.target);
  return figureText(row);
}
