import { expect, it } from 'vitest';
import { withSaid } from '../../src/hub/saidMarks.ts';

it('puts notes among the marks, and names a trial as it was said last', () => {
  const trial = { kind: 'trial' as const, atS: 2, toS: 5, number: 1, name: '' };
  const marker = { kind: 'marker' as const, atS: 6, label: 'pain' };
  const said = {
    annotations: [{ id: 1, timeUs: 13e6, untilUs: 14e6, text: 'slipped', by: 'cli' }],
    trials: { '1': { name: 'heels up' } },
  };
  expect(withSaid([trial, marker], said, 10e6)).toEqual([
    { ...trial, name: 'heels up' },
    { kind: 'note', atS: 3, toS: 4, label: 'slipped' },
    marker,
  ]);
});
