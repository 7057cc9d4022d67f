import { expect, it } from 'vitest';
import { fileWords } from '../../dashboards/live/src/views/library/recording/fileWords.ts';

it.each([
  ['squats.mcap', 'squats.mcap'],
  ['.plumbline/exports/squats.json', 'squats.json (the hub’s note of what was exported)'],
  ['.plumbline/uploads/squats.json', 'squats.json (the hub’s note of what the database has)'],
  ['.plumbline/jobs/7/squats.csv.zip', 'squats.csv.zip (made for a download, kept by the hub)'],
  ['.plumbline/other/squats.json', '.plumbline/other/squats.json'],
  ['exports/squats.csv', 'exports/squats.csv'],
])('a deletion names %s as %s', (path, words) => {
  expect(fileWords(path)).toBe(words);
});
