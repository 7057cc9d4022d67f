import { QueryError } from './queryError.ts';

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
