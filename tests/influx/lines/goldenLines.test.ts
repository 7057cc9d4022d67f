import { describe, expect, it } from 'vitest';
import { FULL_DETAIL, LineMaker } from '../../../src/influx/lines/lineMaker.ts';
import type { ControlInput, PipelineEvent } from '../../../src/model/events.ts';
import type { Rep } from '../../../src/model/movement.ts';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { SENSORS, SESSION, STARTED_US } from '../../recording/session.ts';
import { EVENTS, frameAt, INPUTS, samplesAt } from './everyContent.ts';

const AT_US = STARTED_US + 1_500_000;

function maker(given: Partial<SessionMetadata> = {}): LineMaker {
  return new LineMaker(
    { ...SESSION, ...given },
    'lab one',
    { ...FULL_DETAIL, samples: true },
    null,
  );
}

/** Measurement and tags, those of its own among the common ones. */
function series(measurement: string, own: Record<string, string> = {}): string {
  const tags = Object.entries({
    ...{ derived: 'false', hub: 'lab\\ one', session: SESSION.id, simulated: 'true' },
    ...{ subject: 'P-7F3K', task: 'bilateralSquat', ...own },
  });
  return [measurement, ...tags.map(([name, value]) => `${name}=${value}`).sort()].join();
}

function ofEvents(type: PipelineEvent['type']): string[] {
  const lines = maker();
  return EVENTS[type].flatMap((event) => lines.add({ kind: 'event', event }));
}

function ofInputs(type: ControlInput['type']): string[] {
  const lines = maker();
  return INPUTS[type].flatMap((input) => lines.add({ kind: 'input', input }));
}

describe('lines of body frames', () => {
  it('are one per leg, with the measures that can be stated', () => {
    expect(maker().add({ kind: 'frame', frame: frameAt(AT_US, 61.25) })).toEqual(
      ['right', 'left'].map(
        (side) =>
          `${series('body', { side })} knee_flexion_deg=61.25,knee_medial_deviation_m=0,` +
          `knee_quality=0i,ankle_quality=64i,projection_quality=0i,latency_us=31250i ${AT_US}000`,
      ),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'leave out %s',
    (value) => {
      for (const line of maker().add({ kind: 'frame', frame: frameAt(AT_US, value) })) {
        expect(line).not.toMatch(/flexion|NaN|Inf/);
      }
    },
  );
});

describe('lines of samples', () => {
  const own = { place: 'right_shank', sensor: 'PL-002' };

  it('are one per sample, under the place of its sensor, without a reading that is not new', () => {
    const lines = maker();
    for (const input of INPUTS.placed) lines.add({ kind: 'input', input });
    expect(lines.add({ kind: 'samples', samples: samplesAt(AT_US) })).toEqual([
      `${series('samples', own)} acceleration_x_mps2=0.5,acceleration_y_mps2=9.75,` +
        'acceleration_z_mps2=-0.25,angular_rate_x_radps=0.125,angular_rate_y_radps=0,' +
        'angular_rate_z_radps=-3,magnetic_field_x_ut=20,magnetic_field_y_ut=-4.5,' +
        `magnetic_field_z_ut=41,sample_index=41i ${AT_US}000`,
      `${series('samples', own)} acceleration_x_mps2=0,acceleration_y_mps2=9.5,` +
        'acceleration_z_mps2=1e-7,angular_rate_x_radps=1,angular_rate_y_radps=2,' +
        `sample_index=42i ${AT_US + 10_000}000`,
    ]);
  });

  it('follow a sensor that is moved', () => {
    const lines = maker();
    const samples = { kind: 'samples', samples: samplesAt(AT_US) } as const;
    const places = [null, 'left_thigh', 'right_thigh'] as const;
    const found = places.map((placement) => {
      const input = { type: 'placed', timeUs: AT_US, sensorId: SENSORS[1].id, placement } as const;
      lines.add({ kind: 'input', input });
      return /place=(\w+)/.exec(lines.add(samples)[0])?.[1];
    });
    expect(found).toEqual(['none', 'left_thigh', 'right_thigh']);
  });

  it('are not made where they are not wanted', () => {
    const lines = new LineMaker(SESSION, 'lab', FULL_DETAIL, null);
    expect(lines.kinds).not.toContain('samples');
    expect(lines.add({ kind: 'samples', samples: samplesAt(AT_US) })).toEqual([]);
  });
});

describe('lines of movements', () => {
  it('are one per leg at the end of a rep, without what is null', () => {
    expect(ofEvents('rep')[0]).toBe(
      `${series('rep', { side: 'left' })} number=2i,start_us=${AT_US - 3_000_000}i,` +
        'duration_us=3000000i,eccentric_s=1.5,hold_s=0,concentric_s=1.5,counted=false,judged=true,cued=true,' +
        'asymmetric=false,confidence=0.75,quality="ok",peak_flexion_deg=90.5,' +
        'headline_at_peak_flexion=4,headline_peak=4.5,band="slightly in",depth="near parallel",' +
        'thigh_tilt_deg=70,shank_tilt_deg=25,smoothness=-5,fppa_at_peak_flexion_deg=9,' +
        'knee_valgus_at_peak_flexion_deg=7,knee_valgus_peak_deg=8.5,knee_valgus_excursion_deg=6,' +
        `knee_medial_deviation_peak_m=0.045 ${AT_US}000`,
    );
  });

  it('of a rep from before there were metrics have what it states', () => {
    const old = structuredClone(EVENTS.rep[0]) as { rep: Rep };
    for (const leg of old.rep.legs) {
      for (const name of ['metrics', 'depthClass', 'thighTiltDeg', 'smoothness'] as const) {
        Reflect.deleteProperty(leg, name);
      }
    }
    const event = old as unknown as PipelineEvent;
    const [line] = maker().add({ kind: 'event', event });
    expect(line).toContain(',fppa_at_peak_flexion_deg=9,knee_valgus_at_peak_flexion_deg=7 ');
    expect(line).not.toMatch(/depth|smoothness|undefined|NaN/);
  });

  it('are one per leg at the first contact of a landing', () => {
    const values = (durationUs: number) =>
      `number=1i,duration_us=${durationUs}i,counted=false,low_rate=false,confidence=0.875,` +
      'quality="impact",flight_s=0.4,jump_height_m=0.196,contact_difference_ms=-10,' +
      'headline_at_contact=1,headline_peak=3.5,headline_excursion=2.5,band="in",' +
      'knee_valgus_peak_deg=6.5,knee_valgus_excursion_deg=5.5,flexion_at_contact_deg=18,' +
      'peak_flexion_deg=80,peak_shank_g=9.5';
    expect(ofEvents('landing').slice(0, 2)).toEqual([
      `${series('landing', { side: 'right' })} ${values(200_000)} ${AT_US - 200_000}000`,
      `${series('landing', { side: 'left' })} ${values(190_000)} ${AT_US - 190_000}000`,
    ]);
  });

  it('are one per stride and per hold', () => {
    expect(ofEvents('stride')[0]).toBe(
      `${series('stride', { side: 'left' })} number=5i,stride_s=1.1,stance_pct=63.5,` +
        'loading_flexion_deg=19,swing_flexion_deg=61,knee_valgus_peak_stance_deg=4,' +
        'knee_valgus_range_stance_deg=7,quality="ok",frontal_quality="headingStale" ' +
        `${AT_US - 1_100_000}000`,
    );
    expect(ofEvents('hold')[0]).toBe(
      `${series('hold', { kind: 'balance', side: 'right' })} number=2i,hold_s=20,` +
        'ended_by="footDown",touch_downs=1i,shank_lean_rms_deg=0.75,shank_tilt_rms_deg=0.5,' +
        'ellipse_deg2=7.25,in_zone_pct=92,mean_knee_valgus_deg=1.5,confidence=1,quality="ok" ' +
        `${AT_US}000`,
    );
  });
});

describe('lines of cues', () => {
  it('are kept apart by a tag as they come, end, are held back or not needed', () => {
    const cue =
      'number=3i,measure="kneeMedialDeviationM",value=4.5,threshold=4,intensity=0.25,' +
      'words="Spread the \\"floor\\""';
    const at = (side: string, state: string) => series('cue', { side, state });
    expect(ofEvents('cueOn')[0]).toBe(`${at('both', 'on')} ${cue},decision_us=900i ${AT_US}000`);
    expect(ofEvents('cueOff')[0]).toBe(`${at('both', 'off')} ${cue} ${AT_US}000`);
    expect(ofEvents('inLine')[0]).toBe(`${at('both', 'inLine')} number=4i ${AT_US}000`);
    expect(ofEvents('cueSuppressed')).toEqual([
      `${at('left', 'suppressed')} reason="slip" ${AT_US}000`,
      `${at('left', 'suppressed')} value=4.5,threshold=4,reason="a cue was just given" ${AT_US}001`,
    ]);
  });
});

describe('lines of sensors', () => {
  const at = (event: string, place = 'none', sensor = 'PL-002') =>
    series('sensor', { event, place, sensor });

  it('tell that one came, went and was put on', () => {
    expect(ofInputs('sensorLinked')[0]).toBe(
      `${at('linked')} driver="plumbline",firmware="1.2.0",rate_hz=100 ${AT_US}000`,
    );
    expect(ofInputs('sensorLost')[0]).toBe(`${at('lost')} reason="outOfRange" ${AT_US}000`);
    expect(ofInputs('placed')).toEqual([
      `${at('placed', 'right_shank')} place_before="none" ${AT_US}000`,
      `${at('placed', 'left_shank')} place_before="right_shank" ${AT_US}000`,
      `${at('placed')} place_before="left_shank" ${AT_US}000`,
      `${at('placed', 'right_shank')} place_before="none" ${AT_US}001`,
    ]);
  });

  it('tell of samples, each stretch though at one instant', () => {
    expect(ofEvents('samplesLost')).toEqual([
      `${at('samplesLost')} count=6i,first_index=700i,estimated=false ${AT_US}000`,
      `${at('samplesLost')} count=4i,first_index=1700i,estimated=true ${AT_US}001`,
      `${at('samplesLost')} count=2i,first_index=2700i,estimated=false ${AT_US - 9}002`,
      `${at('samplesLost')} count=1i,first_index=2800i,estimated=false ${AT_US - 9}003`,
    ]);
    expect(ofEvents('samplesRefilled')[0]).toBe(
      `${at('samplesRefilled')} count=5i,first_index=700i ${AT_US}000`,
    );
    expect(ofEvents('samplesLate')[0]).toBe(
      `${at('samplesLate')} count=2i,first_index=690i ${AT_US}000`,
    );
    expect(ofInputs('samplesGone')[0]).toBe(
      `${at('samplesGone')} count=1i,first_index=705i ${AT_US}000`,
    );
  });

  it('tell of clocks, motors and faults', () => {
    expect(ofEvents('sensorClock')).toEqual([
      `${at('clock')} basis="exchanges",skew_ppm=-12.5,residual_us=400,bound_us=250 ${AT_US}000`,
      `${at('clock')} basis="arrivals",skew_ppm=3,residual_us=900 ${AT_US}001`,
    ]);
    expect(ofInputs('hapticCue')).toEqual([
      `${at('haptic')} delay_us=40000i ${AT_US}000`,
      `${at('haptic')} reason="It did not answer." ${AT_US}001`,
      `${at('haptic')} reason="not acknowledged" ${AT_US}002`,
    ]);
    expect(ofEvents('fault').slice(2)).toEqual([
      `${at('fault')} sentence="Sensor PL-002 was restarted." ${AT_US}000`,
      `${at('fault')} sentence="Its packets cannot be read." ${AT_US}001`,
    ]);
  });

  it('tell how the hub and each sensor fare', () => {
    expect(ofInputs('hubReport').slice(0, 3)).toEqual([
      `${series('hub_report')} cpu_pct=12.5,memory_mb=140,loop_delay_p99_ms=21,` +
        `disk_free_mb=50000,clients=2i,upload_lag_s=0.25 ${AT_US}000`,
      `${at('report')} rate_hz=99.5,battery_pct=81,rssi_dbm=-60 ${AT_US}000`,
      `${at('report', 'none', 'PL-001')} rate_hz=100 ${AT_US}000`,
    ]);
  });
});

describe('lines of a session', () => {
  const at = (event: string) => series('session', { event });

  it('say at its start how to read the others, and keep the notes out', () => {
    expect(maker({ notes: 'Mrs Miller' }).start()).toEqual([
      `${at('start')} protocol="squat",frame_rate_hz=100,body_rate_hz=100,` +
        'headline="kneeMedialDeviationM",headline_unit="cm",software="0.1.0",' +
        `settings_hash="${SESSION.settingsHash}" ${STARTED_US}000`,
    ]);
  });

  it('say where it came from', () => {
    const derived = { method: 'offline', parent: 'p', continues: 'c' } as const;
    const [line] = maker(derived).start();
    expect(line).toContain('derived=true,');
    expect(line).toContain('method="offline",parent="p",continues="c",');
  });

  it('note a calibration with its verdict and what each leg is worth', () => {
    expect(ofEvents('calibration')[0]).toBe(
      `${at('calibration')} calibration_id="cal-1",verdict="usable",` +
        'reasons="Bend further. Stand still.",standing_s=3,movement_s=12.5,' +
        'right_axis_sd_deg=1.5,right_axis_share=0.95,right_relative_heading_sd_deg=2,' +
        'right_heading_consistency=0.9,right_flexion_range_deg=70,right_refinement="none" ' +
        `${AT_US}000`,
    );
  });

  it('number trials and sets, and close a trial once', () => {
    const lines = maker();
    const types = ['trialEnd', 'newSet', 'trialStart', 'trialEnd', 'newSet'] as const;
    const told = types.flatMap((type) =>
      INPUTS[type].flatMap((input) => lines.add({ kind: 'input', input })),
    );
    expect(told).toEqual([
      `${at('newSet')} number=1i ${AT_US}000`,
      `${at('newSet')} number=2i ${AT_US}001`,
      `${at('trialStart')} label="first",number=1i ${AT_US}000`,
      `${at('trialStart')} number=2i ${AT_US}001`,
      `${at('trialEnd')} number=2i ${AT_US}000`,
      `${at('newSet')} number=3i ${AT_US}002`,
      `${at('newSet')} number=4i ${AT_US}003`,
    ]);
  });

  it('tell of markers, jumps of the clock and faults', () => {
    expect(ofInputs('marker')).toEqual([
      `${at('marker')} label="shoes off" ${AT_US}000`,
      `${at('marker')} label="a \\"b\\"\\\\" ${AT_US}001`,
      `${at('marker')} label="" ${AT_US}002`,
    ]);
    expect(ofInputs('hostClockJumped')[0]).toBe(`${at('clockJump')} by_us=-3000000i ${AT_US}000`);
    expect(ofEvents('fault').slice(0, 2)).toEqual([
      `${at('fault')} sentence="The standing could not be used." ${AT_US}000`,
      `${at('fault')} sentence="It moved." ${AT_US}001`,
    ]);
  });

  it('count at its end what came, at the latest instant that was told of', () => {
    const lines = maker();
    const types = ['rep', 'samplesLost', 'samplesRefilled'] as const;
    for (const event of types.flatMap((type) => EVENTS[type])) lines.add({ kind: 'event', event });
    lines.add({ kind: 'frame', frame: frameAt(AT_US, 1) });
    expect(lines.end()).toEqual([
      `${at('end')} duration_s=1.53125,frames=1i,reps=3i,samples_lost=3i ${AT_US + 31_250}000`,
    ]);
  });
});

describe('what gives no line', () => {
  it.each([
    'calibrationStage',
    'sideCheck',
    'phase',
    'repRejected',
    'strideRejected',
    'holdRejected',
  ] as const)('is the event %s', (type) => expect(ofEvents(type)).toEqual([]));

  it.each([
    'recalibrate',
    'lyingPose',
    'retryStep',
    'calibrateOn',
    'useCalibration',
    'reuseCalibration',
    'checkSides',
    'askCue',
    'programmeNote',
    'clockExchange',
    'cueOutput',
  ] as const)('is the input %s', (type) => expect(ofInputs(type)).toEqual([]));
});
