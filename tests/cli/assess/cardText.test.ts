import { describe, expect, it } from 'vitest';
import { cardText } from '../../../src/cli/assess/cardText.ts';
import type { AssessmentId } from '../../../src/model/assessment.ts';
import { ASSESSMENT_IDS } from '../../../src/model/assessment.ts';
import { SIDES } from '../../../src/model/placement.ts';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { resultCard } from '../../../src/movement/assessments/makeCard.ts';
import {
  NO_ENTRIES,
  type ObserverEntries,
} from '../../../src/movement/assessments/observerEntries.ts';
import type { AssessmentResults } from '../../../src/movement/assessments/trials.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { NO_RESULTS } from '../../movement/assessments/noResults.ts';
import { hold } from '../../movement/programme/history.ts';
import { metric, repLeg, repOf } from '../../movement/reps.ts';

function textOf(
  id: AssessmentId,
  results: Partial<AssessmentResults> = {},
  observer: ObserverEntries = NO_ENTRIES,
): string {
  const card = resultCard(assessmentOf(id), { ...NO_RESULTS, ...results }, observer, {
    subject: 'P-7F3K',
    startedUs: 0,
    simulated: false,
    shankLengthM: 0.43,
    thresholds: DEFAULT_THRESHOLDS,
    site: null,
    calibration: 'good',
  });
  return cardText(card);
}

describe('the text of a card', () => {
  it.each(ASSESSMENT_IDS)('says of %s without results that nothing is assessed', (id) => {
    const text = textOf(id);
    expect(text).toMatch(/^knee +not assessed$/m);
    expect(text).toMatch(/^ankle +not assessed$/m);
    expect(text).toContain(assessmentOf(id).safety);
  });

  it('has the score of a step-down with what is the sensors’ and what the observer’s', () => {
    const reps = [1, 2, 3, 4, 5].map((number) =>
      repOf(number, {
        stance: 'left',
        legs: [
          repLeg('left', {
            shankTiltDeg: 30,
            metrics: { kneeOverToeDeg: metric({ atPeakFlexion: 3, sdAtPeakFlexion: 1.5 }) },
          }),
        ],
      }),
    );
    // 43 cm · tan 3° / √(1 + tan² 3° + tan² 30°) = 1.95 cm.
    expect(textOf('lateralStepDown', { reps })).toContain(
      'score, left: knee 1 of 2 (1.9 cm inside of the foot); no total without every item',
    );
    const ticks = {
      armStrategy: true,
      trunkLean: false,
      pelvisDrop: false,
      unsteady: { left: true },
    };
    const text = textOf('lateralStepDown', { reps }, { ticks });
    expect(text).toContain('score, left: 3 of 6, medium; knee 1 of 2');
    expect(text).toContain(
      'Is the standing leg unsteady, or does the other foot take weight? left yes',
    );
  });

  it('shows holds without an error that nobody stated, and no minus before nothing', () => {
    const holds = SIDES.map((side) => hold(side, { meanKneeValgusDeg: -0.02 }));
    const text = textOf('singleLegBalance', { holds });
    expect(text).toMatch(/Knee valgus \(joint\), mean +0\.0° +0\.0° +0\.0° \(no verdict\)/);
    expect(text).not.toContain('At peak flexion');
    expect(text).toContain('too few holds');
    expect(text).toContain('The mean of the sound holds; SD');
  });

  it('sums holds up, right less left', () => {
    const holds = [
      hold('right', { holdS: 20, shankLeanRmsDeg: 1, inZonePct: 100 }),
      hold('right', { holdS: 10, shankLeanRmsDeg: 2, inZonePct: 90, touchDowns: 1 }),
      hold('left', { holdS: 12, shankLeanRmsDeg: 1.2, inZonePct: 80 }),
    ];
    const text = textOf('singleLegBalance', { holds });
    expect(text).toMatch(
      /^on one leg, right +2 holds; 15\.0 s in the mean; 20\.0 s at best; 1 touch-down; sway 1\.50° \(lean, RMS\); 95 % in the zone$/m,
    );
    expect(text).toMatch(
      /^right less left +\+3\.0 s held; the shorter 80 % of the longer; \+0\.3° of sway$/m,
    );
  });
});
