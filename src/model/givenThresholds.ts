import { z } from 'zod';
import { type Thresholds, thresholdsSchema } from './thresholds.ts';

/** Any part of `T`; a list of edges is given whole. */
export type PartOf<T> = T extends readonly unknown[] | string | number
  ? T
  : { readonly [K in keyof T]?: PartOf<T[K]> | undefined };

export type GivenThresholds = PartOf<Thresholds>;

/** Thresholds as a person gives them: any part of them, nothing unknown. */
export const givenThresholds = partOf(thresholdsSchema);

/** Thresholds of a recording, kept as they are: a newer version may have more beside them. */
export const recordedThresholds = z.custom<Thresholds>().superRefine((value, context) => {
  for (const { path, message } of thresholdsSchema.safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: 'custom', path, message });
  }
});

/** `base` with what was given in its place. */
export function withThresholds(base: Thresholds, given: GivenThresholds): Thresholds {
  return thresholdsSchema.parse(merged(base, given));
}

/** A schema of any part of what `schema` takes. */
function partOf<T>(schema: z.ZodType<T>): z.ZodType<PartOf<T>>;
function partOf(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return partOf(asType(schema.unwrap()));
  if (!(schema instanceof z.ZodObject)) return schema;
  const entries = Object.entries(schema.shape);
  const names = entries.map(([name]) => name).join(', ');
  return z.strictObject(
    Object.fromEntries(entries.map(([name, part]) => [name, partOf(asType(part)).exactOptional()])),
    {
      error: ({ code, keys }) =>
        code === 'unrecognized_keys'
          ? `${keys?.join(', ')} is not known; valid are ${names}`
          : `valid is an object with any of ${names}`,
    },
  );
}

function asType(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new TypeError('a part of the thresholds has no schema');
}

function merged(base: unknown, given: unknown): unknown {
  if (given === undefined) return base;
  if (!isRecord(base) || !isRecord(given)) return given;
  const names = new Set([...Object.keys(base), ...Object.keys(given)]);
  return Object.fromEntries([...names].map((name) => [name, merged(base[name], given[name])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
