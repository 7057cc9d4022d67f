import { describe, expect, it } from 'vitest';
import { QueryError } from '../../../src/influx/read/queryError.ts';
import { readingStatement } from '../../../src/influx/read/statement.ts';

describe('a statement that reads', () => {
  it.each([
    ['SELECT a FROM m', 'SELECT a FROM m'],
    ['  select "into" from m ;\n', '  select "into" from m'],
    [
      "SELECT a FROM m WHERE t = 'x; DROP DATABASE y'",
      "SELECT a FROM m WHERE t = 'x; DROP DATABASE y'",
    ],
    ["SELECT a FROM m WHERE t = 'it\\'s; so'", "SELECT a FROM m WHERE t = 'it\\'s; so'"],
    ['SELECT a FROM m WHERE s =~ /a;b/', 'SELECT a FROM m WHERE s =~ /a;b/'],
    ['SHOW MEASUREMENTS', 'SHOW MEASUREMENTS'],
    ['SELECT a FROM m -- into; x', 'SELECT a FROM m -- into; x'],
  ])('is let through: %s', (given, sent) => {
    expect(readingStatement(given)).toBe(sent);
  });

  it.each([
    ['DROP DATABASE lab', 'begins with SELECT'],
    ['', 'begins with SELECT'],
    ['-- SELECT\nDELETE FROM rep', 'begins with SELECT'],
    ['SELECT a FROM m; DROP DATABASE lab', 'one query at a time'],
    ["SELECT a FROM m WHERE t = 'x\\\\'; DROP DATABASE lab", 'one query at a time'],
    ['SELECT a INTO b FROM m', 'writes to the database'],
    ['SELECT a /* x */ INTO b FROM m', 'writes to the database'],
  ])('alone is asked: not %s', (given, why) => {
    expect(() => readingStatement(given)).toThrow(QueryError);
    expect(() => readingStatement(given)).toThrow(why);
  });
});
