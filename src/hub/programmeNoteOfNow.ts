import type { z } from 'zod';
import { type ProgrammeNote, programmeNote } from '../model/programmeNote.ts';
import { STEP_IDS } from '../movement/programme/programme.ts';

/** A note that comes in now: its steps are of the programme as it is; a recording may hold those of another. */
export const programmeNoteOfNow = programmeNote.superRefine(knowsStep);

function knowsStep({ step, override }: ProgrammeNote, context: z.core.$RefinementCtx): void {
  const named = [
    { path: ['step'], id: step },
    { path: ['override', 'step'], id: override?.action === 'setStep' ? override.step : null },
  ];
  for (const { path, id } of named) {
    if (id == null || STEP_IDS.includes(id)) continue;
    const message = `no such step; valid are ${STEP_IDS.join(', ')}`;
    context.addIssue({ code: 'custom', path, message });
  }
}
