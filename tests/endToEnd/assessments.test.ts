import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assessCommand } from '../../src/cli/assessCommand.ts';
import { simulateCommand } from '../../src/cli/simulate/simulateCommand.ts';
import { ASSESSMENT_IDS, type AssessmentId } from '../../src/model/assessment.ts';
import type { CardFigure, ResultCard } from '../../src/movement/assessments/resultCard.ts';
import { temporaryFolder } from '../recording/session.ts';

/** As few trials as make a card. */
const SIMULATED: Readonly<Record<AssessmentId, readonly string[]>> = {
  overheadSquat: ['squat', '--reps', '2'],
  armsDownSquat: ['squat', '--reps', '2'],
  rntSquat: ['squat', '--reps', '2'],
  singleLegSquat: ['single-leg', '--reps', '2'],
  lateralStepDown: ['step-down', '--reps', '2'],
  forwardStepDown: ['step-down', '--reps', '2', '--direction', 'forward'],
  stepUp: ['step-up', '--reps', '2'],
  lunge: ['lunge', '--reps', '2'],
  hinge: ['hinge', '--reps', '2'],
  dropVerticalJump: ['landing', '--landings', '1', '--jump', '25'],
  countermovementJump: ['landing', '--landings', '1', '--jump', '25'],
  gait: ['gait', '--strides', '10'],
  singleLegBalance: ['balance', '--holds', '2', '--hold', '20'],
  halfKneeling: ['half-kneeling', '--holds', '1', '--hold', '8'],
  weightBearingLunge: ['knee-to-wall', '--trials', '1'],
};
/** Knee to the wall is a figure of the ankle; how the knee went is not stated of it. */
const WITHOUT_KNEE: readonly AssessmentId[] = ['weightBearingLunge'];

afterEach(() => vi.restoreAllMocks());

describe('an assessment from simulated sensors to its card', () => {
  it.each(ASSESSMENT_IDS)('%s', { timeout: 60_000 }, async (id) => {
    const path = join(await temporaryFolder(), 'done.mcap');
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const [task, ...flags] = SIMULATED[id];
    await simulateCommand().parseAsync([task, ...flags, '--assessment', id, '-o', path], {
      from: 'user',
    });
    // The recording says which assessment it is of.
    await assessCommand().parseAsync(['card', path, '--json'], { from: 'user' });
    const card: ResultCard = JSON.parse(String(log.mock.lastCall?.[0]));
    expect(card).toMatchObject({ assessment: id, simulated: true });
    const judged = card.legs.filter(({ notAssessed }) => notAssessed === null);
    expect(judged.length).toBeGreaterThan(0);
    for (const { sound, trials } of judged) expect(sound).toBe(trials);
    expect(stated(card.movement)).toBeGreaterThan(0);
    if (!WITHOUT_KNEE.includes(id)) expect(stated(card.knee)).toBeGreaterThan(0);
    expect(stated(card.ankle)).toBeGreaterThan(0);
  });
});

function stated(figures: readonly CardFigure[]): number {
  return figures.filter(({ right, left, both }) => right ?? left ?? both).length;
}
