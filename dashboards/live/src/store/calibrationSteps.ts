import type { CalibrationRetry } from '../../../../src/model/events.ts';
import type { ControlMessage } from '../../../../src/stream/client.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';
import { instantText } from './dateText.ts';

/** One thing that can be done about the calibration now. */
export interface CalibrationChoice {
  readonly label: string;
  readonly message: ControlMessage;
  /** What it is good for, in a sentence. */
  readonly about: string;
}

/** What can be done about the calibration in this state, the nearest first. */
export function calibrationChoices({
  calibration,
  calibrationStage,
  reusable,
}: Pick<Snapshot, 'calibration' | 'calibrationStage' | 'reusable'>): CalibrationChoice[] {
  const stage = calibrationStage?.stage ?? 'waitingForSensors';
  const begun = stage !== 'waitingForSensors';
  // After a verdict of `redo` the person stands again, and the standing before is still had.
  const wasTaken = stage === 'done' || (stage === 'standStill' && calibration?.verdict === 'redo');
  const ownStanding = wasTaken && calibration?.method === 'standing+movement';
  const choices: CalibrationChoice[] = [];
  if (begun && (stage === 'move' || ownStanding)) {
    choices.push(retry('move', 'Do the squats again', 'Keeps the standing pose.'));
  }
  if (stage === 'move' || stage === 'done') {
    choices.push(
      retry('standStill', 'Stand again', 'Keeps the pose on the back, if there is one.'),
    );
  }
  if (reusable) {
    choices.push({
      label: `Use the calibration of ${instantText(reusable.timeUs)}`,
      message: { type: 'reuseCalibration' },
      about: 'Stand still for 3 s; no squats. Only if no sensor was moved since.',
    });
  }
  choices.push({
    label: stage === 'lieStill' ? 'Lie again' : 'Lying first',
    message: { type: 'lyingPose' },
    about: 'On the back with the kneecaps up, then the rest: tells the axes of the knee better.',
  });
  const about = 'Stand still for 3 s, then five slow squats.';
  // While the pose on the back is waited for, `recalibrate` would go on waiting for it.
  if (stage === 'lieStill') choices.push(retry('standStill', 'Stand instead', about));
  else
    choices.push({
      label: begun ? 'Start over' : 'Start',
      message: { type: 'recalibrate' },
      about,
    });
  return choices;
}

function retry(step: CalibrationRetry, label: string, about: string): CalibrationChoice {
  return { label, message: { type: 'retryStep', step }, about };
}
