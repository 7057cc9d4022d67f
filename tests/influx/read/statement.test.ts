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
    ['SHOW MEASUREMENTS WITH MEASUREMENT = /a.*/', 'SHOW MEASUREMENTS WITH MEASUREMENT = /a.*/'],
    ['SELECT a FROM m; -- done', 'SELECT a FROM m'],
    ["SELECT a FROM /it's; DROP/", "SELECT a FROM /it's; DROP/"],
    [
      'SELECT mean(/knee.*/), /x\\/y/ FROM "d"../m/',
      'SELECT mean(/knee.*/), /x\\/y/ FROM "d"../m/',
    ],
    ["SELECT a / 2 FROM m WHERE t = 'x/y;'", "SELECT a / 2 FROM m WHERE t = 'x/y;'"],
    [
      'SELECT mean(a) FROM m GROUP BY time(1m), /s.*/',
      'SELECT mean(a) FROM m GROUP BY time(1m), /s.*/',
    ],
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
    ['SELECT *INTO copy FROM m', 'writes to the database'],
    ['SELECT 1.INTO copy FROM m', 'writes to the database'],
    ['SELECT a INTO"copy" FROM m', 'writes to the database'],
    ["SELECT v FROM /'/; DROP DATABASE lab --'", 'one query at a time'],
    ["SELECT v FROM /a'b/; DROP DATABASE lab; SELECT 'c' FROM /x'y/", 'one query at a time'],
    ["SELECT v FROM m WHERE s =~ /\\\\/'/; DROP DATABASE lab --'", 'one query at a time'],
    ['SELECT v FROM m -- \r; DROP DATABASE lab', 'one query at a time'],
    ['SELECT v FROM m -- \0; DROP DATABASE lab', 'control character'],
    ['SELECT 1. / v FROM m; DROP DATABASE lab -- /', 'one query at a time'],
    ["SELECT v FROM m, /'; DROP DATABASE lab --'/", 'no semicolon, quote'],
    ["SHOW MEASUREMENTS WITH MEASUREMENT = /'/; DROP DATABASE lab --'", 'no semicolon, quote'],
    ["SHOW MEASUREMENTS WITH MEASUREMENT = /'; DROP DATABASE lab --'/", 'no semicolon, quote'],
    ["SELECT v FROM m WHERE t = 'x", 'not closed'],
    ["SELECT v FROM m WHERE t = 'x\n'", 'not closed'],
    ['SELECT v FROM m /* x', 'not closed'],
    ['SELECT v FROM /x', 'not closed'],
  ])('alone is asked: not %s', (given, why) => {
    expect(() => readingStatement(given)).toThrow(QueryError);
    expect(() => readingStatement(given)).toThrow(why);
  });
});
