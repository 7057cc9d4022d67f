import { describe, expect, it } from 'vitest';
import { countTests, summaryLine } from './testCounts.ts';

function file(status: string, tests: Record<string, string>) {
  return {
    name: 'a.test.ts',
    status,
    message: '',
    assertionResults: Object.entries(tests).map(([fullName, outcome]) => ({
      fullName,
      status: outcome,
    })),
  };
}

function count(...testResults: ReturnType<typeof file>[]) {
  return countTests(JSON.stringify({ testResults }));
}

describe('the count of the test command', () => {
  it('adds up files and names what was skipped', () => {
    const counts = count(
      file('passed', { a: 'passed', ' needs an adapter': 'skipped', later: 'todo' }),
      file('failed', { b: 'passed', c: 'failed' }),
    );
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: ['needs an adapter', 'later'] });
    expect(summaryLine(counts)).toBe('2 passed, 1 failed, 2 skipped');
  });

  it('counts a file that fails outside its tests as one failure', () => {
    expect(count(file('failed', {})).failed).toBe(1);
    expect(count(file('failed', { a: 'skipped' })).failed).toBe(1);
  });

  it('refuses a text that is no report', () => {
    expect(() => countTests('{}')).toThrow();
  });
});
