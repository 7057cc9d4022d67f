import { z } from 'zod';
import { reasonOf } from '../../../recording/recordingError.ts';
import { ImportError, listed } from '../importError.ts';
import { ImportFile } from '../importFile.ts';
import type { Quantity } from './quantity.ts';
import { unitFactor } from './unitFactor.ts';

const MAX_FILE_BYTES = 1024 * 1024;

/** An object with these keys and no other, whose errors say which are valid. */
function only<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' && Array.isArray(keys)
        ? `${listed(keys.map(String))}: no such key; valid are ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

const columnName = z.string().min(1);

/** Becomes the factor to the unit that samples have. */
function unitOf(quantity: Quantity) {
  return z.string().transform((text, context) => {
    try {
      return unitFactor(quantity, text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.issues.push({ code: 'custom', message: error.message, input: text });
      return z.NEVER;
    }
  });
}

function triple(quantity: Quantity) {
  return only({
    columns: z.tuple([columnName, columnName, columnName], 'valid are the names of three columns'),
    unit: unitOf(quantity),
  }).transform(({ columns, unit }) => ({ columns, factor: unit }));
}

const mappingFile = only({
  time: only({ column: columnName, unit: unitOf('time') }).transform(({ column, unit }) => ({
    column,
    factor: unit,
  })),
  sensors: z
    .record(
      z.string(),
      only({
        acceleration: triple('acceleration'),
        angularRate: triple('angularRate'),
        magneticField: triple('magneticField').optional(),
      }),
    )
    .refine((sensors) => Object.keys(sensors).length > 0, 'no sensor is in it'),
});

/** Three columns, and by which their numbers are multiplied. */
export type MappedQuantity = z.infer<ReturnType<typeof triple>>;

/** Which columns of a foreign table are which; factors lead to s, m/s², rad/s and µT. */
export interface CsvMapping extends z.infer<typeof mappingFile> {
  /** Of the mapping file, for errors. */
  readonly path: string;
}

/**
 * Reads a mapping file as docs/import.md describes it.
 * @throws ImportError with the path inside the file of what is wrong, and what is valid there.
 */
export async function readCsvMapping(path: string): Promise<CsvMapping> {
  const file = await ImportFile.open(path);
  try {
    if (file.size > MAX_FILE_BYTES) {
      const sentence = `it has ${file.size} bytes; valid are at most ${MAX_FILE_BYTES}.`;
      throw new ImportError(path, sentence);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of file.chunks()) chunks.push(chunk);
    return parseCsvMapping(path, Buffer.concat(chunks).toString());
  } finally {
    await file.close();
  }
}

function parseCsvMapping(path: string, text: string): CsvMapping {
  const result = mappingFile.safeParse(jsonOf(path, text), { error: whatBelongs });
  if (result.success) return { path, ...result.data };
  const [{ path: inside, message }] = result.error.issues;
  const where = inside.length === 0 ? '' : `${inside.join('.')}: `;
  throw new ImportError(path, `${where}${message}.`, { cause: result.error });
}

function whatBelongs(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  const valid = issue.expected === 'string' ? 'a text' : 'an object';
  return issue.input === undefined ? `missing; valid is ${valid}` : `valid is ${valid}`;
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ImportError(path, `it is not JSON: ${reasonOf(error)}.`, { cause: error });
  }
}
