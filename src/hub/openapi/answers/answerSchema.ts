import { z } from 'zod';

/** The schema where it is of exactly `T`, in both directions; where the two differ it does not compile. */
type Whole<S extends z.ZodType, T> =
  T extends z.infer<S> ? (z.infer<S> extends T ? S : never) : never;

/** The schema where every `T` fits it; it may leave fields of `T` out. */
type Part<S extends z.ZodType, T> = T extends z.infer<S> ? S : never;

/** Holds a schema to the type that the hub answers with and its clients read. */
export function wholeOf<T>() {
  return <S extends z.ZodType>(schema: S & Whole<S, T>): S => schema;
}

/** Of an answer whose layout is told elsewhere: the fields by which one finds one's way. */
export function partOf<T>() {
  return <S extends z.ZodType>(schema: S & Part<S, T>): S => schema;
}

export function list<S extends z.ZodType>(of: S, description?: string) {
  const schema = z.array(of).readonly();
  return description === undefined ? schema : schema.describe(description);
}

export const sentences = (description: string) => list(z.string(), description);
/** Microseconds since the Unix epoch on the hub's clock. */
export const instantUs = (description: string) =>
  z.number().describe(`${description}: hub time, µs since the Unix epoch`);

export const REFUSAL = z
  .object({ error: z.string().describe('What was found, and what is valid') })
  .meta({ id: 'Refusal', description: 'Every status of 400 and more has this body' });
