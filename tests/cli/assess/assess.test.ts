import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listText, showText } from '../../../src/cli/assess/assessmentText.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { ASSESSMENTS, assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { metric, repLeg, repOf } from '../../movement/reps.ts';
import { SESSION } from '../../recording/session.ts';
import { recordedInto } from '../../reprocess/sessionHistory/recorded.ts';
import { expectMessage } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

const squats: PipelineEvent[] = [1, 2, 3, 4, 5].map((number) => ({
  type: 'rep',
  timeUs: SESSION.startedUs + number * 5e6,
  rep: repOf(number, {
    legs: [
      repLeg('right', {
        metrics: {
          kneeMedialDeviationM: metric({ atPeakFlexion: 0.031, sdAtPeakFlexion: 0.008 }),
          shankLeanDeg: metric({ atPeakFlexion: 1, sdAtPeakFlexion: 1 }),
        },
      }),
      repLeg('left', {
        metrics: { kneeMedialDeviationM: metric({ atPeakFlexion: 0.002, sdAtPeakFlexion: 0.008 }) },
      }),
    ],
  }),
}));

describe('plumbline assess', () => {
  it('lists each assessment in a line and shows all that one needs', () => {
    expect(listText(ASSESSMENTS).split('\n')).toHaveLength(ASSESSMENTS.length);
    const text = showText(assessmentOf('lateralStepDown'));
    expect(text).toContain('5 reps a side; at 60 samples/s or more');
    expect(text).toContain('  1. Stand sideways at the edge of the box');
    expect(text).toContain('(yes 1 point; asked of each leg)');
    expect(text).toContain('{"assessment": "lateralStepDown"}');
    for (const each of ASSESSMENTS) expect(showText(each)).toContain(each.safety);
  });

  it('tells the card of a recording, with what an observer saw', async () => {
    const folder = await temporaryFolder();
    const settings = { ...DEFAULT_SETTINGS, assessment: 'overheadSquat' as const };
    const path = await recordedInto(folder, { settings }, squats);
    const observer = join(folder, 'seen.json');
    await writeFile(observer, JSON.stringify({ ticks: { forwardLean: true }, note: 'no shoes' }));
    const words = ['assess', 'card', path, '--observer', observer, '--recordings', folder];
    const { code, stdout, stderr } = await plumbline(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Overhead squat, P-7F3K, 2026-11-22 19:03 UTC, simulated');
    expect(stdout).toMatch(
      /Knee in.* 3\.1 cm \(SD 0\.8\) slightly in +0\.2 cm \(SD 0\.8\) in line +2\.9 cm \(no verdict\)/,
    );
    expect(stdout).toMatch(/Shank lean +1\.0° \(SD 1\.0\) in line +-/);
    expect(stdout).toContain('do the arms-down squat next');
    expect(stdout).toContain('note: no shoes');
    expect(stdout).toContain('They are not medical limits and do not predict injury.');
    const json = await plumbline([...words, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      assessment: 'overheadSquat',
      next: { assessment: 'armsDownSquat' },
    });
  });

  it('says what is valid where it cannot', async () => {
    const folder = await temporaryFolder();
    const path = await recordedInto(folder, {}, squats);
    const seen = join(folder, 'seen.json');
    await writeFile(seen, '{"ticks": {"lean": true}}');
    const card = (...words: string[]) => plumbline(['assess', 'card', path, ...words]);
    expectMessage(await card(), 1, ['--assessment', 'overheadSquat, armsDownSquat']);
    expectMessage(await card('--assessment', 'gait'), 1, ['was recorded as bilateralSquat']);
    expectMessage(await card('--assessment', 'squat'), 2, ['overheadSquat']);
    const squat = ['--assessment', 'armsDownSquat'];
    expectMessage(await card(...squat, '--trial', '1'), 1, ['has no trial 1: none was recorded']);
    expectMessage(await card(...squat, '--set', '2'), 1, ['has no set 2: valid are 1 to 1']);
    expectMessage(await card(...squat, '--observer', seen), 1, ['ticks.lean', 'forwardLean']);
  });
});
