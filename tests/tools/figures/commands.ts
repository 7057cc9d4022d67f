import type { ResultsFile } from './results.ts';

/** What is typed to measure a run anew. */
export function commandOf(file: ResultsFile, set: string): string {
  if (file === 'validate') return `npm run validate -- --only ${set}`;
  return `npm run ${file} -- ${set}`;
}

/** Without what only a program needs, and the unit, which stands behind the figure. */
export function plainMetric(metric: string): string {
  if (!/^[a-z_.]+\w+(?:,.*)?$/.test(metric)) return metric;
  return metric
    .replace(/^[a-z]+\./, '')
    .replace(/_(?:ms|kb|pct)(?=_|$)/, '')
    .replaceAll('_', ' ');
}
