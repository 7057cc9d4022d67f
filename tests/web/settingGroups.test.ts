import { expect, it } from 'vitest';
import {
  groupLists,
  HUB_GROUP,
  SCREEN_GROUP,
} from '../../dashboards/live/src/views/settings/groups.ts';

it('lists what one browser keeps apart from what everybody shares', () => {
  const headings = new Map(
    groupLists({ groups: [] }).flatMap(({ heading, groups }) =>
      groups.map((group) => [group, heading]),
    ),
  );
  expect(headings.get(SCREEN_GROUP)).toBe('For this browser alone');
  expect(headings.get(HUB_GROUP)).toBe('For everybody');
});
