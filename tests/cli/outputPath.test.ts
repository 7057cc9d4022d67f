import { CommanderError } from 'commander';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { plumblineProgram } from '../../src/cli/program.ts';
import { teachOnWrongWords } from '../../src/cli/usageErrors.ts';

describe('a blank output', () => {
  it.each([
    ['import', 'a.csv'],
    ['process', 'a.mcap'],
    ['export', 'a.mcap'],
    ['orient', 'a.csv'],
    ['simulate', 'squat'],
  ])('is wrong words for %s %s', async (...words) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => stderr.mockRestore());
    for (const blank of ['', ' ']) {
      stderr.mockClear();
      const program = plumblineProgram();
      teachOnWrongWords(program);
      await expect(program.parseAsync([...words, '-o', blank], { from: 'user' })).rejects.toThrow(
        CommanderError,
      );
      expect(stderr.mock.calls.join('')).toContain('valid is a path to write to');
    }
  });
});
