import { BAND_WORDS, type Headline } from '../../../../src/model/movement.ts';
import { TASKS, type Task } from '../../../../src/model/task.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../../../src/movement/thresholds.ts';
import type { Override, Threshold, ValueMapping } from '../format/panel.ts';
import { COLOURS } from './colours.ts';

/** Tasks that are shown by the same measure with the same bands. */
export interface HeadlineGroup {
  readonly headline: Headline;
  readonly tasks: readonly Task[];
}

/** Every task is in one of them. */
export const HEADLINE_GROUPS: readonly HeadlineGroup[] = grouped();

function grouped(): HeadlineGroup[] {
  const groups = new Map<string, { headline: Headline; tasks: Task[] }>();
  for (const task of TASKS) {
    const headline = headlineOf(task, DEFAULT_THRESHOLDS);
    const key = `${headline.measure} ${headline.bandEdges}`;
    const group = groups.get(key) ?? { headline, tasks: [] };
    group.tasks.push(task);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const BAND_COLOURS = [COLOURS.blue, COLOURS.yellow, COLOURS.orange, COLOURS.vermilion] as const;

/** The lower edges of the bands. */
export function bandSteps({ bandEdges }: Headline): Threshold[] {
  return BAND_COLOURS.map((color, i) => ({ value: i === 0 ? null : bandEdges[i - 1], color }));
}

const BAND_WORD_COLOURS: ValueMapping = {
  type: 'value',
  options: Object.fromEntries(
    BAND_WORDS.map((word, index) => [word, { text: word, color: BAND_COLOURS[index], index }]),
  ),
};

/** A column of band words, as they are stored, in the colours of the bands. */
export const BAND_COLUMN: Override = {
  matcher: { id: 'byName', options: 'band' },
  properties: [
    { id: 'mappings', value: [BAND_WORD_COLOURS] },
    { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } },
  ],
};
