import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { boundSchema } from './bound.ts';
import { commitNow, loadNow, machineSchema, thisMachine } from './machine.ts';
import type { FigureRow } from './row.ts';

const rowSchema = z.strictObject({
  trial: z.string(),
  metric: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  target: boundSchema.nullable(),
  pass: z.boolean().nullable(),
  note: z.string().optional(),
});

const runSchema = z.strictObject({
  /** The day it began, UTC. */
  date: z.iso.date(),
  /** null where it was not noted. */
  machine: machineSchema.nullable(),
  /** What else the machine did as it began: the load of the minute before. */
  loadBefore: z.number().nullable(),
  /** Short hash, `+` at its end where code differed from it; null where it is not known. */
  commit: z.string().nullable(),
  seconds: z.number().nullable(),
  /** What was asked for beyond the defaults. */
  options: z.array(z.string()).optional(),
  rows: z.array(rowSchema),
});

export type Run = Readonly<z.infer<typeof runSchema>>;
export type Runs = Readonly<Record<string, Run>>;

const fileSchema = z.strictObject({ runs: z.record(z.string(), runSchema) });

/** The files below the project's root, from which the commands are called. */
export const RESULTS_FILES = {
  bench: 'bench-results.json',
  soak: 'soak-results.json',
  validate: 'validate-results.json',
} as const;

export type ResultsFile = keyof typeof RESULTS_FILES;

/** What a run has to say of itself once it has its rows. */
export type RunClock = (rows: readonly FigureRow[], options?: readonly string[]) => Run;

/** Notes when, where and of what code a run is, as it begins: a commit meanwhile is no part of it. */
export function beginRun(): RunClock {
  const began = new Date();
  const about = { machine: thisMachine(), loadBefore: loadNow(), commit: commitNow() };
  return (rows, options = []) => ({
    date: began.toISOString().slice(0, 10),
    ...about,
    seconds: Math.round((Date.now() - began.getTime()) / 1000),
    // A path tells of the machine what is nobody's business.
    ...(options.length > 0 && { options: options.filter((each) => !/[/\\]/.test(each)) }),
    rows: rows.map(({ set: _, ...row }) => row),
  });
}

/** Every run of a results file; none where there is no file. @throws Error where it is none */
export function readRuns(file: string): Runs {
  if (!existsSync(file)) return {};
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).runs;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`${file} is no results file; move it away and measure anew: ${why}`);
  }
}

/** Puts a run into `file` in place of the earlier one of its name; the other runs stay. @throws Error where two rows share a name */
export function keepRun(file: string, name: string, run: Run): void {
  const places = run.rows.map(({ trial, metric }) =>
    trial === '' ? metric : `${trial}: ${metric}`,
  );
  const twice = places.find((place, i) => places.indexOf(place) !== i);
  if (twice !== undefined) {
    throw new Error(
      `${name} measured "${twice}" twice under one name; give each a name of its own`,
    );
  }
  const text = fileText({ ...readRuns(file), [name]: run });
  // Whoever reads it meanwhile has the one or the other.
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/** By name, and a row a line: what a run changes is then what a reader of changes sees. */
export function fileText(runs: Runs): string {
  const names = Object.keys(runs).sort();
  const texts = names.map((name) => {
    const { rows, ...about } = runs[name];
    const facts = Object.entries(about).map(
      ([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)},`,
    );
    const lines = rows.map((row) => `        ${JSON.stringify(row)}`).join(',\n');
    return [
      `    ${JSON.stringify(name)}: {`,
      ...facts,
      `      "rows": [\n${lines}\n      ]`,
      '    }',
    ].join('\n');
  });
  return `{\n  "runs": {\n${texts.join(',\n')}\n  }\n}\n`;
}

/** Where figures went and how they come into the documents: the last line of a measuring command. */
export function keptText(file: string): string {
  return `kept in ${file}; npx tsx tests/tools/figuresDoc.ts --write brings them into the documents`;
}
