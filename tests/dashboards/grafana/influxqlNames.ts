import { COMMON_TAGS } from '../../../src/influx/schema/commonTags.ts';
import { SCHEMA } from '../../../src/influx/schema/schema.ts';

/**
 * Names in a statement that nothing of the schema has: measurements after FROM, and fields and tags
 * of the measurements of their own SELECT. Names that an inner statement gives are known to the
 * outer one.
 */
export function unknownNames(statement: string): string[] {
  const plain = statement.replaceAll(/'[^']*'|\/(?:[^/\\\n]|\\.)*\/(?=\s|\)|$)/g, '');
  if (/^SHOW TAG VALUES/.test(plain)) return unknownOfShow(plain);
  return unknownOfSelect(plain).unknown;
}

function unknownOfShow(statement: string): string[] {
  const [, table = ''] = /FROM "(\w+)"/.exec(statement) ?? [];
  const tags = tagsOf(table);
  if (tags === null) return [table];
  const names = namesIn(statement).filter((name) => name !== table);
  return names.filter((name) => !tags.includes(name));
}

function unknownOfSelect(statement: string): { unknown: string[]; given: string[] } {
  const inner = subqueriesIn(statement);
  const outer = inner.reduce((text, sub) => text.replace(`(${sub})`, ''), statement);
  const below = inner.map(unknownOfSelect);
  const given = [...outer.matchAll(/ AS "([^"]+)"/g)].map(([, name]) => name);
  const read = namesIn(outer.replaceAll(/ AS "[^"]+"/g, ''));
  const unknown = below.flatMap((each) => each.unknown);

  const [, table] = /FROM "(\w+)"/.exec(outer) ?? [];
  if (table === undefined && inner.length === 0) return { unknown: [outer], given };
  const known = below.flatMap((each) => each.given);
  if (table !== undefined) {
    const columns = columnsOf(table);
    if (columns === null) return { unknown: [table], given };
    known.push(table, ...columns);
  }
  // A tag by which the inner statement groups, or that it selects, is there for the outer one too.
  const passed = inner.flatMap((sub) => {
    const tags = tagsOf(/FROM "(\w+)"/.exec(sub)?.[1] ?? '') ?? [];
    return tags.filter((tag) => sub.includes(`"${tag}"`) || table === undefined);
  });
  unknown.push(...read.filter((name) => !known.includes(name) && !passed.includes(name)));
  const selected = namesIn(outer.split(' FROM ')[0]);
  return { unknown, given: [...given, ...selected] };
}

/** Statements in brackets, the outermost ones. */
function subqueriesIn(statement: string): string[] {
  const found: string[] = [];
  for (let at = statement.indexOf('(SELECT '); at >= 0; at = statement.indexOf('(SELECT ', at)) {
    let depth = 0;
    let end = at;
    do {
      if (statement[end] === '(') depth++;
      if (statement[end] === ')') depth--;
      end++;
    } while (depth > 0);
    found.push(statement.slice(at + 1, end - 1));
    at = end;
  }
  return found;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
}

function tagsOf(table: string): string[] | null {
  const measurement = SCHEMA.find(({ name }) => name === table);
  if (measurement === undefined) return null;
  return [...COMMON_TAGS, ...measurement.tags].map(({ name }) => name);
}

function columnsOf(table: string): string[] | null {
  const tags = tagsOf(table);
  const measurement = SCHEMA.find(({ name }) => name === table);
  if (tags === null || measurement === undefined) return null;
  return [...tags, ...measurement.fields.map(({ name }) => name)];
}
