import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bodyLines } from '../../../src/influx/lines/bodyLines.ts';
import { eventLines } from '../../../src/influx/lines/eventLines.ts';
import { lineOf, seriesOf } from '../../../src/influx/lines/lineProtocol.ts';
import { seriesTags } from '../../../src/influx/lines/seriesTags.ts';
import { sessionLines } from '../../../src/influx/lines/sessionLines.ts';
import { type BodyFrame, emptyLegMeasures } from '../../../src/model/bodyFrame.ts';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { Cue } from '../../../src/model/movement.ts';
import { qualityBit } from '../../../src/model/quality.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import { repLeg, repOf } from '../../movement/reps.ts';
import { SESSION, STARTED_US, sessionSteps } from '../../recording/session.ts';

const TAGS = seriesTags(SESSION, 'lab one');
const COMMON = `derived=false,hub=lab\\ one,session=${SESSION.id},`;

function frame(kneeFlexionDeg: number): BodyFrame {
  const orientation = [1, 0, 0, 0] as const;
  return {
    timeUs: STARTED_US,
    arrivalUs: STARTED_US + 31_250,
    legs: (['right', 'left'] as const).map((side) => ({
      side,
      measures: { ...emptyLegMeasures(), kneeFlexionDeg, kneeMedialDeviationM: -0 },
      quality: { knee: 0, ankle: qualityBit('footNotPlanted'), projection: 0 },
      thigh: orientation,
      shank: orientation,
      custom: [],
    })),
  };
}

describe('lines of body frames', () => {
  it('gives one line per leg, nanoseconds, with the measures that can be stated', () => {
    expect(bodyLines(frame(61.25), TAGS)).toEqual(
      ['right', 'left'].map(
        (side) =>
          `body,${COMMON}side=${side},simulated=true,subject=P-7F3K,task=bilateralSquat ` +
          'knee_flexion_deg=61.25,knee_medial_deviation_m=0,knee_quality=0i,ankle_quality=64i,' +
          `projection_quality=0i,latency_us=31250i ${STARTED_US}000`,
      ),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'leaves out %s',
    (value) => {
      for (const line of bodyLines(frame(value), TAGS)) expect(line).not.toMatch(/flexion|NaN|Inf/);
    },
  );

  it('gives the same bytes each time', () => {
    const lines = () =>
      [...sessionSteps(2)].flatMap((step) =>
        step.kind === 'output' ? step.output.frames.flatMap((one) => bodyLines(one, TAGS)) : [],
      );
    expect(lines()).toEqual(lines());
    expect(lines()).toHaveLength(400);
  });
});

describe('lines of events', () => {
  const cue: Cue = {
    number: 3,
    side: 'both',
    measure: 'kneeMedialDeviationM',
    value: 4.5,
    threshold: 4,
    intensity: 0.25,
    words: 'Spread the "floor"',
  };

  it('gives one line per leg at the end of a rep, without what is null', () => {
    const rep = repOf(2, {
      startUs: STARTED_US - 3_000_000,
      bottomUs: STARTED_US - 1_500_000,
      endUs: STARTED_US,
      eccentricS: 1.5,
      holdS: 0,
      concentricS: 1.5,
      counted: false,
      cued: true,
      legs: [
        repLeg('left', {
          peakFlexionDeg: 90.5,
          headlineAtPeakFlexion: 4,
          headlinePeak: 4.5,
          band: 'slightly in',
          kneeValgusAtPeakFlexionDeg: 7,
          fppaAt60Deg: null,
          fppaAtPeakFlexionDeg: 9,
        }),
      ],
    });
    expect(eventLines({ type: 'rep', timeUs: STARTED_US + 5, rep }, TAGS)).toEqual([
      `rep,${COMMON}side=left,simulated=true,subject=P-7F3K,task=bilateralSquat number=2i,eccentric_s=1.5,hold_s=0,` +
        'concentric_s=1.5,duration_us=3000000i,counted=false,cued=true,peak_flexion_deg=90.5,' +
        'headline_at_peak_flexion=4,headline_peak=4.5,band="slightly in",' +
        'knee_valgus_at_peak_flexion_deg=7,fppa_at_peak_flexion_deg=9,quality="ok" ' +
        `${STARTED_US}000`,
    ]);
  });

  it('keeps cues that come, end and are held back apart by a tag', () => {
    const timeUs = STARTED_US;
    const fields =
      'number=3i,measure="kneeMedialDeviationM",value=4.5,threshold=4,intensity=0.25,words="Spread the \\"floor\\""';
    const series = (side: string, state: string) =>
      `cue,${COMMON}side=${side},simulated=true,state=${state},subject=P-7F3K,task=bilateralSquat`;
    expect([
      ...eventLines({ type: 'cueOn', timeUs, decidedUs: timeUs + 900, cue }, TAGS),
      ...eventLines({ type: 'cueOff', timeUs, cue }, TAGS),
      ...eventLines({ type: 'cueSuppressed', timeUs, side: 'left', reason: 'slip' }, TAGS),
    ]).toEqual([
      `${series('both', 'on')} ${fields},decision_us=900i ${timeUs}000`,
      `${series('both', 'off')} ${fields} ${timeUs}000`,
      `${series('left', 'suppressed')} reason="slip" ${timeUs}000`,
    ]);
  });

  it('notes a calibration with its verdict and what each leg is worth', () => {
    const alignment = {
      sensorId: sensorId('PL-001'),
      segmentToSensor: [1, 0, 0, 0],
      gyroBiasRadps: [0, 0, 0],
      leverArmM: [0, 0, 0],
    } as const;
    const calibration: Calibration = {
      id: 'cal-1',
      timeUs: STARTED_US,
      method: 'standing+movement',
      standingS: 3,
      standing: { fromUs: 0, toUs: 1 },
      movement: { fromUs: 1, toUs: 2 },
      movementS: 12.5,
      verdict: 'usable',
      checks: [],
      reasons: ['Bend further.', 'Stand still.'],
      legs: [
        {
          side: 'right',
          thigh: alignment,
          shank: alignment,
          relativeHeadingRad: 0,
          relativeHeadingSdRad: Math.PI / 90,
          legForwardRad: 0,
          headingConsistency: 0.9,
          axisShare: 0.95,
          axisSdDeg: 1.5,
          flexionRangeDeg: 70,
          refinement: 'none',
          refinementDeg: [0, 0],
        },
      ],
    };
    expect(eventLines({ type: 'calibration', timeUs: STARTED_US, calibration }, TAGS)).toEqual([
      `session,derived=false,event=calibration,${COMMON.replace('derived=false,', '')}simulated=true,subject=P-7F3K,task=bilateralSquat calibration_id="cal-1",` +
        'verdict="usable",reasons="Bend further. Stand still.",standing_s=3,movement_s=12.5,' +
        'right_axis_sd_deg=1.5,right_axis_share=0.95,right_relative_heading_sd_deg=2,right_heading_consistency=0.9,' +
        `right_flexion_range_deg=70,right_refinement="none" ${STARTED_US}000`,
    ]);
  });

  it('gives no line for events that are no measurement', () => {
    expect(eventLines({ type: 'phase', timeUs: 1, phase: 'descent' }, TAGS)).toEqual([]);
  });
});

describe('the line of a session', () => {
  it('says how to read the others and keeps the notes out', () => {
    expect(sessionLines({ ...SESSION, notes: 'Mrs Miller' }, TAGS)).toEqual([
      `session,derived=false,event=start,${COMMON.replace('derived=false,', '')}simulated=true,subject=P-7F3K,task=bilateralSquat protocol="squat",` +
        `frame_rate_hz=100,software="0.1.0",settings_hash="${SESSION.settingsHash}" ` +
        `${STARTED_US}000`,
    ]);
  });
});

describe('line protocol', () => {
  it('gives no line when nothing is left to say', () => {
    expect(lineOf('m', { a: Number.NaN, b: null }, 1)).toBeNull();
  });

  it('writes numbers that read back as the same float', () => {
    const value = Math.fround(12.3);
    const line = lineOf('m', { a: value, b: 1e-7, c: 3e21 }, 1) ?? '';
    const [a, b, c] = line
      .split(' ')[1]
      .split(',')
      .map((field) => Number(field.slice(2)));
    expect([a, b, c]).toEqual([value, 1e-7, 3e21]);
  });

  it('never writes an empty tag or one that swallows what follows', () => {
    expect(seriesOf('m', { b: 'a\\', a: '' })).toBe('m,a=none,b=a');
  });
});

describe('docs/influxdb.md', () => {
  it('names every measurement, tag and field that is written', () => {
    const text = readFileSync('docs/influxdb.md', 'utf8');
    const lines = [...sessionSteps(4)].flatMap((step) =>
      step.kind === 'output'
        ? [
            ...step.output.frames.flatMap((one) => bodyLines(one, TAGS)),
            ...step.output.events.flatMap((event) => eventLines(event, TAGS)),
          ]
        : [],
    );
    const names = new Set(
      [...lines, ...sessionLines(SESSION, TAGS)].flatMap((line) => [
        line.slice(0, line.indexOf(',')),
        ...[...line.matchAll(/[, ]([a-z_0-9]+)=/g)].map((match) => match[1]),
      ]),
    );
    expect(names.size).toBeGreaterThan(40);
    expect([...names].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
