import { describe, expect, it } from 'vitest';
import { emptyLegMeasures, LEG_MEASURES, writeLegMeasures } from '../../src/model/bodyFrame.ts';

const KEYS = LEG_MEASURES.map(({ key }) => key);

describe('what is written out measure by measure', () => {
  it('has every measure', () => {
    expect(Object.keys(emptyLegMeasures())).toEqual(KEYS);
  });

  it('goes into cells in the order of the measures, from where it is told', () => {
    const measures = emptyLegMeasures();
    for (const [i, key] of KEYS.entries()) measures[key] = i + 1;
    const cells = new Float64Array(KEYS.length + 3);
    writeLegMeasures(measures, cells, 2);
    expect([...cells]).toEqual([0, 0, ...KEYS.map((_, i) => i + 1), 0]);
  });
});
