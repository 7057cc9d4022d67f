import { z } from 'zod';
import { DESCRIBED_ROUTES } from './describedRoutes.ts';

type Json = Readonly<Record<string, unknown>>;

const PREFIX = '#/components/schemas/';

/** What a request may hold, with all that is refused told. */
export function inputSchema(schema: z.ZodType): Json {
  return withoutDialect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

/** Of an answer: a reference where its schema has a name. */
export function answerSchema(schema: z.ZodType): Json {
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? openedUp(schema) : { $ref: PREFIX + id };
}

/** Every schema that has a name, in the order of names. */
export function componentSchemas(): Readonly<Record<string, Json>> {
  // Those of the answers are registered once their modules are loaded.
  if (Object.keys(DESCRIBED_ROUTES).length === 0) throw new Error('no route is described');
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => PREFIX + id,
    unrepresentable: 'any',
    override: openUp,
  });
  const named = Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(named.map(([id, schema]) => [id, withoutDialect(schema)]));
}

function openedUp(schema: z.ZodType): Json {
  return withoutDialect(z.toJSONSchema(schema, { unrepresentable: 'any', override: openUp }));
}

/** A later hub may answer with more fields, which a client passes over. */
function openUp({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function withoutDialect(schema: object): Json {
  const { $schema: _, $id: __, id: ___, '~standard': ____, ...rest } = schema as Json;
  return rest;
}
