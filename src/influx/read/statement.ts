import { QueryError } from './queryError.ts';

/** A name of a measurement, tag or field, whatever is in it, as InfluxQL reads it. */
export function identifier(name: string): string {
  return `"${escaped(name, '"')}"`;
}

/** A text value, whatever is in it, as InfluxQL reads it. */
export function quotedText(value: string): string {
  return `'${escaped(value, "'")}'`;
}

/** An instant in whole microseconds since the Unix epoch: a bare number is nanoseconds there. */
export function instant(timeUs: number): string {
  return `${timeUs}000`;
}

function escaped(text: string, quote: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n');
}

/**
 * The statement as it may be sent: one that reads, without a semicolon at its end.
 * @throws QueryError for more than one, and for one that could write or delete
 */
export function readingStatement(text: string): string {
  const bare = withoutQuoted(text);
  const statement = text.replace(/[\s;]+$/, '');
  if (!/^\s*(select|show|explain)\s/i.test(bare)) {
    throw new QueryError(
      `a query begins with SELECT, SHOW or EXPLAIN; found "${statement.slice(0, 40)}"`,
    );
  }
  if (bare.replace(/[\s;]+$/, '').includes(';')) {
    throw new QueryError('found a semicolon between two statements: ask one query at a time');
  }
  if (/\sinto\s/i.test(bare)) {
    throw new QueryError('SELECT … INTO writes to the database: valid are queries that read');
  }
  return statement;
}

/** With blanks for quoted texts, regular expressions and comments, whose words mean nothing. */
function withoutQuoted(text: string): string {
  return text.replace(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|=~\s*\/(?:[^/\\]|\\.)*\/|!~\s*\/(?:[^/\\]|\\.)*\/|--[^\n]*|\/\*[\s\S]*?\*\//g,
    (quoted) => (quoted.startsWith('-') || quoted.startsWith('/*') ? ' ' : 'q'),
  );
}
