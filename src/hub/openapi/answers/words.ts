import { z } from 'zod';
import { ASSESSMENT_IDS } from '../../../model/assessment.ts';
import { BAND_WORDS } from '../../../model/movement.ts';
import { PLACEMENTS, SIDES } from '../../../model/placement.ts';
import { QUALITY_FLAGS } from '../../../model/quality.ts';
import { TASKS } from '../../../model/task.ts';

export const task = z.enum(TASKS).meta({ id: 'Task', description: 'What is done' });
export const assessment = z
  .enum(ASSESSMENT_IDS)
  .meta({ id: 'AssessmentId', description: 'An assessment of GET /api/v1/assessments' });
export const side = z.enum(SIDES).meta({ id: 'Side', description: 'A leg' });
export const placement = z
  .enum(PLACEMENTS)
  .meta({ id: 'Placement', description: 'Where a sensor is worn' });
export const band = z
  .enum(BAND_WORDS)
  .meta({ id: 'BandWord', description: 'How far the knee is in, by the edges of the headline' });
export const quality = z.enum(['ok', ...QUALITY_FLAGS]).meta({
  id: 'QualityWord',
  description: 'How far a value can be built on; all but ok say what is wrong',
});
/** Pseudonym of a person, never a name. */
export const subject = z.string().describe('Pseudonym of the person, such as P-7F3K');
export const recordingId = z.string().describe('Id of a recording, which every route takes');
export const simulated = z.boolean().describe('True where no person wore the sensors');
export const method = z
  .enum(['live', 'offline'])
  .describe('As samples came, or each frame by what came before and after it');
export const software = z.string().describe('Name and version of what computed it');
