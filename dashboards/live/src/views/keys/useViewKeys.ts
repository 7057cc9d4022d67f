import { VIEW_NAMES, type ViewChoice } from '../viewChoice.ts';
import { VIEW_KEY, VIEW_LABEL } from '../viewLabels.ts';
import { useKeys } from './useKeys.ts';

/** A letter for each view. */
export function useViewKeys(choice: ViewChoice): void {
  useKeys(
    () =>
      VIEW_NAMES.map((view) => ({
        key: VIEW_KEY[view],
        does: VIEW_LABEL[view],
        group: 'Views',
        press: () => {
          choice.choose(view);
          return undefined;
        },
      })),
    [choice],
  );
}
