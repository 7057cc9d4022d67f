import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { infoText } from '../../../src/cli/info/infoText.ts';
import { summariseHolds } from '../../../src/movement/holds/summariseHolds.ts';
import type { RecordingSummary } from '../../../src/reprocess/summary/recordingSummary.ts';
import { summarize } from '../../../src/reprocess/summary/summarize.ts';
import { hold } from '../../movement/programme/history.ts';
import { opened } from '../../recording/opened.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));

async function sample(): Promise<RecordingSummary> {
  return summarize(await opened(SAMPLE));
}

/** The line that begins with `start`. */
function lineOf(text: string, start: string): string {
  const line = text.split('\n').find((each) => each.startsWith(start));
  if (line === undefined) throw new Error(`no line begins with ${start}:\n${text}`);
  return line;
}

describe('the text about a recording', () => {
  it('says who, when and how long, and that it is simulated', async () => {
    const text = infoText('squats.mcap', await sample());
    expect(text).toMatch(/^squats\.mcap: simulated data\n/);
    expect(lineOf(text, 'started')).toBe('started   2026-01-01 00:00:00 UTC');
    expect(lineOf(text, 'duration')).toMatch(/ 53\.\d\d s$/);
    expect(lineOf(text, 'protocol')).toContain('squat (bilateralSquat, 100 frames/s)');
  });

  it('names the custom measures with formula and unit', async () => {
    const summary = await sample();
    expect(infoText('squats.mcap', summary)).not.toContain('custom');
    const customMeasures = [
      { name: 'lessLean', formula: 'kneeOverToeDeg - shankLeanDeg', unit: 'deg' },
      { name: 'share', formula: 'fppaDeg / kneeFlexionDeg' },
    ];
    const settings = { ...summary.session.settings, customMeasures };
    const text = infoText('squats.mcap', {
      ...summary,
      session: { ...summary.session, settings },
    });
    expect(text).toContain(
      '\ncustom    lessLean = kneeOverToeDeg - shankLeanDeg (deg)\n          share = fppaDeg / kneeFlexionDeg\n',
    );
  });

  it('has the columns of each table below each other', async () => {
    const text = infoText('squats.mcap', await sample());
    const at = lineOf(text, 'sensor ').indexOf('placement');
    expect(lineOf(text, 'SIM-left-shank').indexOf('left_shank')).toBe(at);
    const ok = lineOf(text, 'frames ok').indexOf('projection');
    expect(lineOf(text, 'right').slice(ok)).toMatch(/^\d/);
  });

  it('tells gaps with their length and time, and lost links', async () => {
    const summary = await sample();
    const timeUs = summary.session.startedUs + 12_340_000;
    const [first, ...others] = summary.sensors;
    const gappy = {
      ...first,
      gaps: 2,
      samplesLost: 34,
      longestGap: { timeUs, samples: 30 },
      linksLost: 1,
    };
    const text = infoText('a.mcap', { ...summary, sensors: [gappy, ...others] });
    expect(lineOf(text, first.sensor.id)).toMatch(
      / 34 samples in 2 gaps, the longest 0\.30 s before 12\.34 s; link lost 1 time$/,
    );
  });

  it('tells what was had again, and to the sample what was not', async () => {
    const summary = await sample();
    const timeUs = summary.session.startedUs + 12_340_000;
    const [first, ...others] = summary.sensors;
    const refilled = {
      ...first,
      gaps: 2,
      samplesLost: 34,
      samplesRefilled: 28,
      longestGap: { timeUs, samples: 30 },
      missing: [
        { firstIndex: 700, count: 5, run: 1 },
        { firstIndex: 3, count: 1, run: 2 },
      ],
      clock: { basis: 'exchanges' as const, skewPpm: 12.4, residualUs: 3000, boundUs: 740 },
    };
    const line = lineOf(
      infoText('a.mcap', { ...summary, sensors: [refilled, ...others] }),
      first.sensor.id,
    );
    expect(line).toContain(' +12 ppm ± 0.7 ms, asked ');
    expect(line).toMatch(/; 28 of them had again; gone 700–704, 3–3 of run 2$/);
  });

  it('does not say that nothing is missing where no results are stored', async () => {
    const summary = await sample();
    const [first] = summary.sensors;
    const raw = {
      ...first,
      clock: null,
      samples: null,
      gaps: null,
      samplesLost: null,
      linksLost: 2,
    };
    const text = infoText('a.mcap', { ...summary, sensors: [raw], hasResults: false });
    expect(lineOf(text, first.sensor.id)).toMatch(
      new RegExp(` ${first.packets} +- +- +not stored; link lost 2 times$`),
    );
  });

  it('gives the reasons of a calibration and the words of frames that are not ok', async () => {
    const summary = await sample();
    const calibration = {
      ...summary.calibrations[0],
      verdict: 'redo' as const,
      reasons: ['left leg: the knee bent only 31°; squat deeper, to 60° or more'],
    };
    const words = {
      knee: { ok: 7500, stale: 2500 },
      ankle: { ok: 5000, footNotPlanted: 4000, stale: 1000 },
      projection: { ok: 9996, settling: 4 },
    };
    const quality = [{ side: 'left' as const, frames: 10_000, words }];
    const text = infoText('a.mcap', { ...summary, calibrations: [calibration], quality });
    expect(lineOf(text, 'calibration cal-1')).toContain(': redo (');
    expect(text).toContain('\n  left leg: the knee bent only 31°; squat deeper');
    expect(lineOf(text, 'left').replaceAll(/ {2,}/g, ' | ')).toBe(
      'left | 75.0 % | 50.0 % | > 99.9 % | 10000 | footNotPlanted 40.0 %, stale 25.0 %, settling < 0.1 %',
    );
  });

  it('says what is missing: results, truth, calibration, chunks', async () => {
    const summary = { ...(await sample()), calibrations: [], quality: [], hasTruth: false };
    const spoilt = infoText('a.mcap', { ...summary, sets: [], damagedChunks: 2 });
    expect(lineOf(spoilt, 'calibration')).toMatch(/ none$/);
    expect(lineOf(spoilt, 'reps')).toMatch(/ none$/);
    expect(lineOf(spoilt, 'truth')).toMatch(/ none$/);
    expect(lineOf(spoilt, 'damage')).toContain('2 chunks cannot be read');
    const bare = infoText('a.mcap', { ...summary, hasResults: false });
    expect(lineOf(bare, 'results')).toContain('packets alone');
  });

  it('tells landings, strides and holds where there are some, and what follows of faded feedback', async () => {
    const summary = { ...(await sample()), sets: [] };
    const walked = infoText('a.mcap', {
      ...summary,
      landings: { all: 3, sound: 2 },
      strides: { all: 9, sound: 0 },
      holds: [summariseHolds([hold('right'), hold('left')], 'balance')],
      fade: { step: 2, next: 3, share: 0.5, nextShare: 0.33, sets: [] },
    });
    expect(lineOf(walked, 'landings')).toMatch(/ 3, 2 counted$/);
    expect(lineOf(walked, 'strides')).toMatch(/ 9, 0 on sound data$/);
    expect(lineOf(walked, 'on one leg, left')).toContain(' 1 hold; ');
    expect(lineOf(walked, 'faded feedback')).toContain('step 3 next');
    expect(walked).not.toMatch(/^reps /m);
  });

  it('shows some faults and counts the others', async () => {
    const summary = await sample();
    const faults = Array.from({ length: 8 }, (_, i) => ({
      timeUs: summary.session.startedUs + i * 1e6,
      sensorId: null,
      sentence: `fault ${i}`,
    }));
    const text = infoText('a.mcap', { ...summary, faults });
    expect(text).toContain('\n  at 4.00 s: fault 4\n  and 3 more: see --json\n');
    expect(text).not.toContain('fault 5');
  });

  it('lets no word from the file move the cursor or begin a line', async () => {
    const summary = await sample();
    const notes = 'red \u001b[31m bell \u0007 new\nline \u009b2J \u202e mirrored';
    const text = infoText('a.mcap', { ...summary, session: { ...summary.session, notes } });
    expect(lineOf(text, 'notes')).toBe('notes     red ·[31m bell · new·line ·2J · mirrored');
  });
});
