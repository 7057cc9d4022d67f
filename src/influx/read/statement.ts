import { QueryError } from './queryError.ts';
import { type Token, tokensOf } from './tokens.ts';

const READS = ['select', 'show', 'explain'];

/**
 * The statement as it may be sent: one that reads, without a semicolon at its end.
 * @throws QueryError for more than one, for one that could write or delete, and for one whose quotes,
 * comments or regular expressions are not closed
 */
export function readingStatement(text: string): string {
  const tokens = tokensOf(text);
  const [first] = tokens;
  if (first?.kind !== 'word' || !READS.includes(first.text)) {
    throw new QueryError(
      `a query begins with SELECT, SHOW or EXPLAIN; found "${text.trimEnd().slice(0, 40)}"`,
    );
  }
  if (tokens.some(({ kind, text: word }) => kind === 'word' && word === 'into')) {
    throw new QueryError('SELECT … INTO writes to the database: valid are queries that read');
  }
  const end = tokens.findIndex(isSemicolon);
  if (end < 0) return text.trimEnd();
  if (!tokens.slice(end).every(isSemicolon)) {
    throw new QueryError('found a semicolon between two statements: ask one query at a time');
  }
  return text.slice(0, tokens[end].at).trimEnd();
}

function isSemicolon({ kind, text }: Token): boolean {
  return kind === 'other' && text === ';';
}
