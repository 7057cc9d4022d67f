import { describe, expect, it } from 'vitest';
import type { QualityWord } from '../../../src/model/quality.ts';
import { CueVoice } from '../../../src/movement/cues/cueVoice.ts';
import { TerminalCue } from '../../../src/movement/cues/terminalCue.ts';
import { HEADLINE, RULE, SETTINGS } from './cueCourse.ts';

const SECOND_US = 1e6;

function terminal(voice = new CueVoice(RULE)): TerminalCue {
  return new TerminalCue(SETTINGS, RULE, HEADLINE, voice);
}

function result(
  rightCm: number | null,
  leftCm: number | null,
  { quality = 'ok' as QualityWord, timeUs = 0, lateUs = 50_000, sinceEndUs = 200_000 } = {},
) {
  return {
    timeUs,
    decidedUs: timeUs + lateUs,
    endedUs: timeUs - sinceEndUs,
    legs: [
      { side: 'right', value: rightCm, quality },
      { side: 'left', value: leftCm, quality: 'ok' },
    ],
  } as const;
}

describe('a cue after the movement', () => {
  it('names the worse leg, or both, by what it came to', () => {
    expect(terminal().judge(result(7, 1), null)).toMatchObject([
      { kind: 'on', cue: { side: 'right', value: 7, threshold: 4, words: SETTINGS.words } },
    ]);
    expect(terminal().judge(result(7, 6.5), null)).toMatchObject([{ cue: { side: 'both' } }]);
    expect(terminal().judge(result(3.9, 1), null)).toEqual([]);
  });

  it.each([
    ['data are impact', result(7, 1, { quality: 'impact' }), null],
    ['delayed', result(7, 1, { lateUs: 300_000 }), null],
    ['too late after the rep', result(7, 1, { sinceEndUs: 1.6 * SECOND_US }), null],
    ['feedback is off', result(7, 1), 'feedback is off'],
  ] as const)('is suppressed: %s', (reason, given, withheld) => {
    expect(terminal().judge(given, withheld)).toEqual([
      { kind: 'suppressed', side: 'right', reason, value: 7, threshold: 4 },
    ]);
  });

  it('ends after its longest, or when the person moves', () => {
    const cue = terminal();
    cue.judge(result(7, 1), null);
    expect(cue.step(1.4 * SECOND_US, false)).toEqual([]);
    expect(cue.step(1.5 * SECOND_US, false)).toMatchObject([{ kind: 'off', cue: { number: 1 } }]);
    expect(cue.step(1.6 * SECOND_US, false)).toEqual([]);
    cue.judge(result(7, 1, { timeUs: 5 * SECOND_US }), null);
    expect(cue.step(5.1 * SECOND_US, true)).toMatchObject([{ kind: 'off', cue: { number: 2 } }]);
  });

  it('is counted with the others of the session', () => {
    const voice = new CueVoice({ ...RULE, maxPerMin: 3, maxPerRep: 9 });
    const cue = terminal(voice);
    const kinds = Array.from({ length: 4 }, (_, i) => {
      const timeUs = i * 5 * SECOND_US;
      const [decision] = cue.judge(result(7, 1, { timeUs }), null);
      cue.step(timeUs + 2 * SECOND_US, false);
      return decision.kind;
    });
    expect(kinds).toEqual(['on', 'on', 'on', 'suppressed']);
  });

  it('takes for in line what was seen and stayed below on every leg', () => {
    expect(terminal().isInLine(result(3.9, 0))).toBe(true);
    expect(terminal().isInLine(result(4, 0))).toBe(false);
    expect(terminal().isInLine(result(null, 0))).toBe(false);
    expect(terminal().isInLine(result(1, 0, { quality: 'clipped' }))).toBe(false);
    expect(terminal().isInLine({ legs: [] })).toBe(false);
  });
});
