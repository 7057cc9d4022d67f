import { type CustomMeasureError, measureErrors } from '../body/customMeasures/customMeasures.ts';
import { MAX_CUSTOM_MEASURES } from '../model/customMeasures.ts';
import { hasOddLength } from '../model/oddLength.ts';
import { type GivenSettings, givenSettings } from '../model/settingsSchema.ts';

/** Letters of a value that a message shows. */
const LONGEST_SHOWN = 60;

/** One thing that is wrong with settings, and where. */
export interface SettingsProblem {
  /** `['cue', 'fromBand']`; empty where it is about the whole. */
  readonly path: readonly (string | number)[];
  /** What is valid, as a sentence without a full stop. */
  readonly message: string;
  /** The value that stands there as JSON; empty where none does, or it is too long to be shown. */
  readonly found: string;
  /** Of a formula: the character it is about, from 1. */
  readonly at?: number;
  /** Of a formula: the whole sentence with the place marked, for a terminal. */
  readonly marked?: string;
}

export type CheckedSettings =
  | { readonly settings: GivenSettings; readonly problems: readonly [] }
  | { readonly settings: null; readonly problems: readonly SettingsProblem[] };

/** Settings as a person gives them, or all that is wrong with them. */
export function checkSettings(json: unknown): CheckedSettings {
  if (hasOddLength(json)) {
    const message = 'nothing in settings is called "length"';
    return { settings: null, problems: [{ path: [], message, found: '' }] };
  }
  const result = givenSettings.safeParse(json);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => ({
      path: path.filter((part) => typeof part !== 'symbol'),
      message,
      found: foundAt(json, path),
    }));
    return { settings: null, problems: [...problems, ...formulaProblems(json)] };
  }
  const problems = formulaProblems(json);
  if (problems.length > 0) return { settings: null, problems };
  return { settings: result.data, problems: [] };
}

/** As one sentence, with the settings by their names in the file. */
export function problemsText(problems: readonly SettingsProblem[]): string {
  return problems.map(problemText).join('; ');
}

function problemText({ path, message, found, marked }: SettingsProblem): string {
  if (marked !== undefined) return marked;
  if (path.length === 0) return message;
  return `${path.join('.')}: ${found === '' ? '' : `found ${found}; `}${message}`;
}

/**
 * Also of measures beside others that have no valid name: each formula is judged by itself. Of more than
 * there may be the first are: each takes a moment, and a client may send thousands.
 */
function formulaProblems(json: unknown): SettingsProblem[] {
  const given: unknown = isRecord(json) ? json.customMeasures : undefined;
  if (!Array.isArray(given)) return [];
  const measures = given.slice(0, MAX_CUSTOM_MEASURES).map((each: unknown) => {
    const { name, formula } = isRecord(each) ? each : {};
    return {
      name: typeof name === 'string' ? name : '',
      formula: typeof formula === 'string' ? formula : '',
    };
  });
  return measureErrors(measures).flatMap((error, i) =>
    // That nothing stands there is told already.
    error === null || measures[i].formula === '' ? [] : [formulaProblem(error, i, measures[i])],
  );
}

function formulaProblem(
  { problem, character, message }: CustomMeasureError,
  index: number,
  { formula }: { readonly formula: string },
): SettingsProblem {
  return {
    path: ['customMeasures', index, 'formula'],
    message: problem,
    found: shown(formula),
    at: character,
    marked: message,
  };
}

/** What stands there, where it is short enough to be shown. */
function foundAt(json: unknown, at: readonly PropertyKey[]): string {
  // Of the whole nobody needs to be told what it is.
  if (at.length === 0) return '';
  let value = json;
  for (const key of at) {
    if (typeof value !== 'object' || value === null) return '';
    value = Reflect.get(value, key);
  }
  return shown(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST_SHOWN ? '' : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
