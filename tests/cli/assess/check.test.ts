import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readinessText } from '../../../src/cli/assess/readinessText.ts';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { readiness } from '../../../src/movement/assessments/readiness.ts';
import { plumbline } from '../plumbline.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));
const IN_RANGE = ['--virtual-sensors', '--seconds', '1'];

describe('plumbline assess check', () => {
  it('asks the sensors in range, of any make', async () => {
    const words = ['assess', 'check', 'dropVerticalJump', ...IN_RANGE];
    const { code, stdout } = await plumbline([...words, '--makes', 'witmotion,dot', '--json']);
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ assessment: 'dropVerticalJump', state: 'partly', problems: [] });
    expect(found.sensors.map(({ placement }: { placement: string }) => placement).sort()).toEqual([
      'left_shank',
      'left_thigh',
      'right_shank',
      'right_thigh',
    ]);
    expect(found.missing).toContain(
      'landings need 120 samples/s or more; the right shank sends 60',
    );
  });

  it('takes a recording in their place, with its calibration', async () => {
    const { code, stdout, stderr } = await plumbline(['assess', 'check', 'hinge', SAMPLE]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Hip hinge \(hinge\): ready\n/);
    expect(stdout).toMatch(/^ {2}left_shank +SIM-left-shank +100 samples\/s$/m);
    expect(stdout).not.toContain('calibrate');
  });

  it('says of sensors that nobody placed where to do that, and what is wrong with others', () => {
    const assessment = assessmentOf('weightBearingLunge');
    const text = readinessText(assessment, readiness(assessment, [], { calibration: null }), {
      sensors: [{ id: 'PL-001', placement: null, rateHz: 100 }],
      facts: {},
      problems: ['Plumbline 2 (aa:bb): it did not answer.'],
    });
    expect(text).toContain(': not ready\n  worn nowhere  PL-001  100 samples/s\n');
    expect(text).toContain('! Plumbline 2 (aa:bb): it did not answer.');
    expect(text).toContain('  - say in the set-up view of the hub where PL-001 is worn');
    expect(text).not.toContain('As it is:');
  });
});
