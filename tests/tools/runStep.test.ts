import { afterEach, describe, expect, it, vi } from 'vitest';
import { runStep } from './runStep.ts';

describe('a step of the test command', () => {
  afterEach(() => vi.restoreAllMocks());

  function captureOutput(): () => string {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    return () => lines.join('\n');
  }

  it('is quiet when it passes and says how long it took', async () => {
    const output = captureOutput();
    const step = { name: 'fine', command: ['node', '-e', 'console.log("chatter")'] } as const;
    expect(await runStep(step)).toBe(true);
    expect(output()).toMatch(/fine.*\n.*ok.* s/);
    expect(output()).not.toContain('chatter');
  });

  it('shows what a failing step printed', async () => {
    const output = captureOutput();
    const script = 'console.error("the reason"); process.exit(3)';
    expect(await runStep({ name: 'broken', command: ['node', '-e', script] })).toBe(false);
    expect(output()).toContain('FAILED');
    expect(output()).toContain('the reason');
  });

  it('fails with a sentence when the program does not exist', async () => {
    const output = captureOutput();
    expect(await runStep({ name: 'absent', command: ['plumbline-no-such-program'] })).toBe(false);
    expect(output()).toContain('plumbline-no-such-program');
  });
});
