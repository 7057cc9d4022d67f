import { useRecordKeys } from '../record/useRecordKeys.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { useViewKeys } from './useViewKeys.ts';

/** The keys of whoever may do more than look on. */
export function SteeringKeys({ choice }: { readonly choice: ViewChoice }) {
  useViewKeys(choice);
  useRecordKeys();
  return null;
}
