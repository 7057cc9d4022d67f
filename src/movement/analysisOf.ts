import type { LegFrame } from '../model/bodyFrame.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { GaitAnalysis } from './gait/gaitAnalysis.ts';
import { BalanceAnalysis } from './holds/balanceAnalysis.ts';
import { KneelingAnalysis } from './holds/kneelingAnalysis.ts';
import { KneeToWallAnalysis } from './holds/kneeToWallAnalysis.ts';
import { LandingAnalysis } from './landings/landingAnalysis.ts';
import { RepAnalysis } from './repAnalysis.ts';
import type { TaskAnalysis } from './taskAnalysis.ts';

/**
 * The analysis of the task that the settings name.
 * @param smoothFlexionDeg mean flexion without noise and lag, where frames to come are known
 */
export function analysisOf(
  settings: PipelineSettings,
  smoothFlexionDeg: ((legs: readonly LegFrame[]) => number) | null = null,
): TaskAnalysis {
  switch (settings.task) {
    case 'bilateralSquat':
    case 'rntSquat':
    case 'singleLegSquat':
    case 'stepDown':
    case 'stepUp':
    case 'lunge':
    case 'hinge':
      return new RepAnalysis(settings, smoothFlexionDeg);
    case 'balance':
      return new BalanceAnalysis(settings);
    case 'halfKneeling':
      return new KneelingAnalysis(settings);
    case 'weightBearingLunge':
      return new KneeToWallAnalysis(settings);
    case 'landing':
      return new LandingAnalysis(settings);
    case 'gait':
      return new GaitAnalysis(settings);
  }
}
