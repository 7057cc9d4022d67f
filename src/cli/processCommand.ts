import { Command } from 'commander';
import { outputPath, secondsWindow } from './options.ts';
import type { ProcessFlags } from './processFile.ts';

export function processCommand(): Command {
  return (
    new Command('process')
      .description('compute angles, reps and cues of a recording anew, into a new recording')
      .argument('<file>', 'a finished recording, such as one made by "plumbline import"')
      .requiredOption('-o, --output <file>', 'recording to write; never overwrites', outputPath)
      .option(
        '--standing <from:to>',
        'seconds in which the person stands still; found when not given',
        secondsWindow,
      )
      .option(
        '--functional <from:to>',
        'seconds of knee flexions to calibrate on, at most 120 s; found when not given',
        secondsWindow,
      )
      .option('--offline', 'judge every frame by what came before and after it: for reports')
      .option(
        '--calibration <file>',
        'use that of another recording of these sensors and places, or one saved as JSON',
      )
      .option('--as-recorded', 'the inputs as they stand, with their own calibration')
      .option('--settings <file>', 'JSON with the settings that differ from the recording')
      .addHelpText(
        'after',
        `
Seconds are those of t in an imported table; of Unix times, from the first row.
Angles count from the standing, about the axis that the knee turned about in the flexions.
The calibration holds for the whole recording, before the flexions too. Where no good one
is found, angles are written all the same and flagged "uncalibrated".

With --calibration the axes come from a recording or from a file in .plumbline/calibrations.
Of the same packets and the same kind of pass (both with --offline, or neither) it is used as
it stands. Else the headings come from the first quiet stand here, the verdict is usable at
most, and the sensors must be the same, at the same places, and sit as they did. The squats
that it was found in count here as little as there.

With --as-recorded nothing is looked for: each input is given again as it came, so that
other settings change what they should and nothing else. "compare" tells what that is.

The new recording names its parent, and the parents of that: "info" shows them.

Settings, any of them:
  {
    "frameRateHz": 100,
    "task": "bilateralSquat",
    "subject": {
      "shankLengthM": 0.43, "thighLengthM": 0.43, "toeOutDeg": { "right": 7, "left": 7 },
      "measured": { "right": { "thighLeanDeg": -4, "shankLeanDeg": 5, "condylesInwardDeg": 10 } }
    },
    "cue": { "enabled": true, "fromBand": 2, "words": "Spread the floor" },
    "customMeasures": [
      { "name": "kneeOverToeLessLean", "formula": "kneeOverToeDeg - 0.5 * shankLeanDeg", "unit": "deg" }
    ]
  }
In place of a task, "assessment": "overheadSquat" names what is done; "plumbline assess list" has them.
Custom measures are formulas over the measures of a leg: docs/custom-measures.md.

What is measured of a leg in the calibration stance makes valgus and rotation surer: the
lean of hip to knee and of knee to ankle (+ knee medial), and how far the knee faces inward
of the toes.

With --offline every attitude and heading rests on what came after it as well as before it,
so that nothing settles or lags. That is for reports: the frames are not those that were
seen live. "info" says so of such a recording, and "verify" computes it again the same way.

Examples:
  $ plumbline process raw.mcap -o angles.mcap
  $ plumbline process raw.mcap --standing 1:6 --functional 10:60 -o angles.mcap
  $ plumbline process raw.mcap --offline -o report.mcap
  $ plumbline process live.mcap --as-recorded --settings bands.json -o other-bands.mcap
  $ plumbline process monday.mcap --calibration sunday.mcap -o angles.mcap
  $ plumbline export angles.mcap --format csv -o angles`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (file: string, flags: ProcessFlags) =>
        (await import('./processFile.ts')).processFile(file, flags),
      )
  );
}
