import { readFileSync } from 'node:fs';
import { z } from 'zod';

const vectorSchema = z.strictObject({
  name: z.string(),
  hex: z.string().regex(/^([0-9a-f]{2})*$/),
  value: z.unknown().optional(),
  canonical: z.string().optional(),
  error: z
    .strictObject({ code: z.string(), field: z.string(), expected: z.string(), found: z.string() })
    .optional(),
});

const syncVectorSchema = z.strictObject({
  name: z.string(),
  exchange: z.strictObject({
    askedUs: z.number(),
    heardUs: z.number(),
    receivedUs: z.number(),
    answeredUs: z.number(),
  }),
  offset: z.strictObject({ receivedAtUs: z.number(), roundTripUs: z.number() }).nullable(),
});

/** The vectors of `info`, `request`, `response` or `stream`. */
export function vectorsOf(message: string) {
  return z.array(vectorSchema).min(1).parse(jsonOf(message));
}

export function syncVectors() {
  return z.array(syncVectorSchema).min(1).parse(jsonOf('sync'));
}

function jsonOf(name: string): unknown {
  const file = new URL(`../../firmware-protocol/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}
