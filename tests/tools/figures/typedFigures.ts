import type { AllRuns } from './lookup.ts';
import { typedPart } from './spans.ts';
import { figureText } from './wording.ts';

/** What was measured once, and says when. */
const MEASURED_ONCE = /<!-- measured once: .+? -->[\s\S]*?<!-- \/measured once -->/g;
/** A number with a decimal point and a unit; what is bounded by words or a sign is a target. */
const FIGURE =
  /(?<![\d.])(?<!(?:[≤≥<>=±]|at most|at least|within|below|above|beyond) ?)\d[\d ]*\.\d+ ?(?:°|%|×|ms|cm|MB|ns|kB|s)(?![\w/])/g;

/** Figures of a page that somebody typed and that a row of the results holds, a sentence each. */
export function typedFigures(page: string, all: AllRuns): string[] {
  const held = heldFigures(all);
  const typed = typedPart(page).replaceAll(MEASURED_ONCE, '');
  return [...typed.matchAll(FIGURE)].flatMap(([text]) => {
    const place = held.get(text);
    return place === undefined
      ? []
      : [
          `"${text}" is typed; write <!-- figure: ${place} -->, or mark another figure as measured once`,
        ];
  });
}

/** Every figure as documents write it, with its place; one decimal alone is many a figure's. */
function heldFigures(all: AllRuns): Map<string, string> {
  const held = new Map<string, string>();
  for (const [file, runs] of Object.entries(all)) {
    for (const [set, { rows }] of Object.entries(runs)) {
      for (const row of rows) {
        const text = figureText(row);
        if (row.value === null || !/\d\d\.\d|\.\d\d/.test(text)) continue;
        const place = [file, set, ...(row.trial === '' ? [] : [row.trial]), row.metric];
        if (!held.has(text)) held.set(text, place.join(' · '));
      }
    }
  }
  return held;
}
