import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../src/hub/access/routeRoles.ts';
import { DESCRIBED_ROUTES } from '../../../src/hub/openapi/describedRoutes.ts';
import { openApiDocument, openApiText } from '../../../src/hub/openapi/openApiDocument.ts';
import { DOCUMENT } from '../../tools/openApiDoc.ts';

const document = JSON.parse(openApiText());
const described = Object.entries(DESCRIBED_ROUTES);

/** Every object in a document that has this key. */
function* having(key: string, within: unknown): Generator<Record<string, unknown>> {
  if (typeof within !== 'object' || within === null) return;
  if (Object.hasOwn(within, key)) yield within as Record<string, unknown>;
  for (const each of Object.values(within)) yield* having(key, each);
}

describe('the document', () => {
  it('stands in docs/openapi.json: npx tsx tests/tools/openApiDoc.ts --write', () => {
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(openApiText());
  });

  it('is the same whenever it is made', () => {
    expect(JSON.parse(JSON.stringify(openApiDocument()))).toEqual(document);
  });

  it('has every route of the hub but the files of the page, and no other', () => {
    const ofPage = ['GET /', 'GET /*'];
    expect(Object.keys(DESCRIBED_ROUTES).sort()).toEqual(
      ROUTES.filter((route) => !ofPage.includes(route)).sort(),
    );
  });

  it('refers to nothing that is not in it', () => {
    const refs = Array.from(having('$ref', document), ({ $ref }) => String($ref));
    expect(refs.length).toBeGreaterThan(100);
    const names = Object.keys(document.components.schemas);
    const found = refs.map((ref) => /^#\/components\/schemas\/(\w+)$/.exec(ref)?.[1] ?? ref);
    expect(found.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !found.includes(name))).toEqual([]);
  });

  it('names each operation once, and the parts of its path as parameters', () => {
    const operations = Object.entries<Record<string, { operationId: string; parameters?: [] }>>(
      document.paths,
    ).flatMap(([path, methods]) =>
      Object.values(methods).map(({ operationId, parameters = [] }) => ({
        operationId,
        inPath: parameters
          .filter((each: { in: string }) => each.in === 'path')
          .map(({ name }: { name: string }) => `{${name}}`),
        path,
      })),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(described.length);
    for (const { path, inPath } of operations) expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
  });

  it('says of no answer that a later hub may not add to it', () => {
    const closed = [...having('additionalProperties', document.components.schemas)];
    expect(closed.filter((schema) => schema.additionalProperties === false)).toEqual([]);
  });
});

describe('examples', () => {
  const bodies = described.flatMap(([route, { body }]) =>
    body === undefined ? [] : [{ route, ...body }],
  );
  it.each(bodies)('the body of $route is read, and one with another field is not', (body) => {
    expect(body.schema.safeParse(body.example).error).toBeUndefined();
    const other = { ...(body.example as object), noSuchField: 1 };
    expect(body.schema.safeParse(other).success).toBe(false);
  });

  const answers = described.flatMap(([route, { answer }]) =>
    answer.schema === undefined || answer.example === undefined ? [] : [{ route, ...answer }],
  );
  it.each(answers)('the answer of $route fits its schema', ({ schema, example }) => {
    expect(schema?.safeParse(example).error).toBeUndefined();
  });

  it('are there of every body, and of most answers with few fields', () => {
    expect(bodies.length).toBe(described.filter(([, { body }]) => body !== undefined).length);
    expect(answers.length).toBeGreaterThan(15);
  });
});
