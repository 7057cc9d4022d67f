import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** A decoder in another language whose author had PROTOCOL.md and nothing else. */
const DECODER = fileURLToPath(new URL('./plumbline_decoder.py', import.meta.url));

const vectorSchema = z.object({
  name: z.string(),
  hex: z.string(),
  value: z.unknown().optional(),
  error: z.object({ code: z.string() }).optional(),
});
const exchangeSchema = z.object({
  name: z.string(),
  exchange: z.record(z.string(), z.number()),
  offset: z.record(z.string(), z.number()).nullable(),
});
const answerSchema = z.union([
  z.strictObject({ value: z.unknown() }),
  z.strictObject({ error: z.string() }),
]);

function vectorsOf<T>(schema: z.ZodType<T>, message: string): T[] {
  const file = new URL(`../../firmware-protocol/vectors/${message}.json`, import.meta.url);
  return z
    .array(schema)
    .min(1)
    .parse(JSON.parse(readFileSync(file, 'utf8')));
}

function answersTo(tasks: readonly object[]): z.infer<typeof answerSchema>[] {
  const input = tasks.map((task) => `${JSON.stringify(task)}\n`).join('');
  const { stdout, stderr, status } = spawnSync('python3', [DECODER], { input, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const answers = stdout.trim().split('\n');
  return answers.map((line) => answerSchema.parse(JSON.parse(line)));
}

describe('a decoder written from PROTOCOL.md alone', () => {
  it.each(['stream', 'info', 'request', 'response'])('reads every %s vector', (message) => {
    const vectors = vectorsOf(vectorSchema, message);
    const answers = answersTo(vectors.map(({ hex }) => ({ message, hex })));
    const named = vectors.map(({ name }, i) => ({ name, ...answers[i] }));
    expect(named).toEqual(
      vectors.map(({ name, value, error }) =>
        error ? { name, error: error.code } : { name, value },
      ),
    );
  });

  it('does the arithmetic of the sync exchange', () => {
    const vectors = vectorsOf(exchangeSchema, 'sync');
    const tasks = vectors.map(({ exchange }) => ({ message: 'sync', exchange }));
    expect(answersTo(tasks)).toEqual(vectors.map(({ offset }) => ({ value: offset })));
  });
});
