import { describe, expect, it } from 'vitest';
import { Player } from '../../src/recording/player.ts';
import { marksOf } from '../../src/recording/playerMarks.ts';
import { opened } from './watchedPlayer.ts';

describe('the marks of a player', () => {
  it('marks what people marked, each trial with its end', async () => {
    const inputs = [
      { type: 'trialStart', name: 'heels up' },
      { type: 'marker', label: 'pain' },
      { type: 'trialEnd' },
      { type: 'trialStart', name: '' },
    ] as const;
    const marks = marksOf({
      startUs: 0,
      happenings: inputs.map((input, i) => {
        const timeUs = (i + 1) * 1e6;
        return { kind: 'input', logUs: timeUs, input: { ...input, timeUs } };
      }),
    });
    expect(marks).toEqual([
      { kind: 'trial', atS: 1, toS: 3, number: 1, name: 'heels up' },
      { kind: 'marker', atS: 2, label: 'pain' },
      { kind: 'trial', atS: 4, toS: null, number: 2, name: '' },
    ]);
  });

  it('lists the reps and cues of the whole recording', async () => {
    const { marks } = await Player.open(await opened(9.5));
    expect(marks.map(({ kind }) => kind)).toEqual(['cue', 'rep', 'cue', 'rep', 'cue', 'rep']);
    marks.forEach(({ atS }, i) => {
      expect(atS).toBeCloseTo(1.5 * (i + 1), 3);
    });
  });
});
