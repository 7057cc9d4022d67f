import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed, type LiveFeedOptions } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import type { OpenRecording, Recorder } from '../../src/hub/recorder.ts';
import type { SessionPlan } from '../../src/hub/sessionPlan.ts';
import { recordSessions, type SessionFacts } from '../../src/hub/sessionRecording.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { HubReport } from '../../src/model/hubReport.ts';
import type { Cue } from '../../src/model/movement.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { FramePipeline } from './framePipeline.ts';
import { testPlan } from './testPlan.ts';
import { delay, silent, until } from './testServer.ts';

/** Notes in one list what was recorded and what was computed, to see which came first. */
class MemoryRecorder implements Recorder {
  readonly inputs: PipelineInput[] = [];
  readonly outputs: PipelineOutput[] = [];
  closed = false;
  broken = false;

  writeInput(input: PipelineInput): void {
    if (this.broken) throw new Error('the disk is gone');
    this.inputs.push(input);
  }

  writeOutput(output: PipelineOutput): void {
    if (this.broken) throw new Error('the disk is gone');
    this.outputs.push(output);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const FACTS: SessionFacts = {
  subject: 'P-TEST',
  simulated: true,
  protocol: 'test',
  notes: '',
  software: 'test',
  settings: DEFAULT_SETTINGS,
};
const right = testSensor('A1');
const left = testSensor('B2');
const clock = createHubClock();

let folder: string;
let source: FakeSource;
let pipeline: FramePipeline;
let recorder: MemoryRecorder;
let feed: LiveFeed;
let frames: BodyFrame[];
let events: PipelineEvent[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-'));
  source = new FakeSource();
  pipeline = new FramePipeline();
  recorder = new MemoryRecorder();
});
afterEach(async () => {
  await feed.stop();
  await rm(folder, { recursive: true });
});

const openMemory: OpenRecording = async () => ({ sessionId: 'session-1', recorder });

type Given = Partial<LiveFeedOptions & Pick<SessionPlan, 'openRecording' | 'pipeline'>>;

async function live(given: Given = {}): Promise<LiveFeed> {
  const { openRecording = openMemory, pipeline: makes = () => pipeline, ...options } = given;
  feed = new LiveFeed({
    source,
    plan: testPlan({ openRecording, pipeline: makes }),
    placements: new PlacementStore(folder),
    clock,
    hapticCues: true,
    logger: silent,
    ...options,
  });
  frames = [];
  events = [];
  feed.on('frame', (frame) => frames.push(frame));
  feed.on('event', (event) => events.push(event));
  await feed.start();
  return feed;
}

async function linked(sensor = right): Promise<void> {
  source.emit('sensorLinked', sensor, clock());
  await until(() => feed.facts.session !== '', 'the session');
}

describe('what a live session asks its sensors', () => {
  const exchange = { askedUs: 1, heardUs: 2, receivedUs: 3, answeredUs: 4 };

  it('records how their clocks stand and which samples are gone, and tells the pipeline', async () => {
    await live();
    await linked();
    source.emit('clockExchange', right.id, exchange);
    source.emit('samplesGone', right.id, 100, 20, clock());
    const wanted = [
      { type: 'clockExchange', sensorId: 'A1', exchange },
      { type: 'samplesGone', sensorId: 'A1', firstIndex: 100, count: 20 },
    ];
    expect(recorder.inputs.slice(-2)).toMatchObject(wanted);
    expect(pipeline.inputs.slice(-2)).toMatchObject(wanted);
  });
});

describe('how hub and sensors fare', () => {
  const hub: HubReport = {
    cpuPct: 4,
    memoryMb: 90,
    loopDelayP99Ms: 3,
    diskFreeMb: null,
    clients: 2,
    uploadLagS: null,
  };
  const reports = () => recorder.inputs.flatMap((one) => (one.type === 'hubReport' ? [one] : []));

  it('is recorded with what the sensors tell, as long as their links hold', async () => {
    await live({ hubReport: async () => hub, reportMs: 5 });
    await linked();
    source.emit('battery', right.id, 81);
    await until(() => reports().at(-1)?.sensors[0].batteryPct === 81, 'a report');
    expect(reports().at(-1)).toMatchObject({
      hub,
      sensors: [{ sensorId: 'A1', batteryPct: 81, rssiDbm: null, rateHz: 0 }],
    });
    expect(pipeline.inputs.map(({ type }) => type)).toContain('hubReport');
    source.emit('sensorLost', right.id, 'outOfRange', clock());
    await until(() => reports().at(-1)?.sensors.length === 0, 'a report without it');
  });

  it('is a fault once, and no more, where it cannot be told', async () => {
    await live({ hubReport: () => Promise.reject(new Error('no figures')), reportMs: 5 });
    await linked();
    await until(() => feed.faults.length > 0, 'the fault');
    expect(feed.faults).toEqual([expect.stringContaining('no figures')]);
    expect(reports()).toEqual([]);
  });
});

describe('a cue that the limb feels', () => {
  const cue: Cue = {
    number: 1,
    side: 'left',
    measure: 'kneeMedialDeviationM',
    value: 0.05,
    threshold: 0.03,
    intensity: 1,
    words: 'Spread the floor',
  };

  /** Sensors on a left shank and thigh; the first packet makes a cue. */
  async function cued(
    { shank, thigh }: { readonly shank: boolean; readonly thigh: boolean },
    options: Partial<LiveFeedOptions> = {},
  ) {
    await live({
      ...options,
      pipeline: () => ({
        push: (input: PipelineInput) => ({
          samples: [],
          frames: [],
          events:
            input.type === 'packet'
              ? [{ type: 'cueOn', timeUs: 1, decidedUs: input.packet.arrivalUs, cue }]
              : [],
        }),
      }),
    });
    await linked({ ...testSensor('SH'), abilities: shank ? ['cue'] : [] });
    await linked({ ...testSensor('TH'), abilities: thigh ? ['cue'] : [] });
    await feed.control({ type: 'place', sensorId: 'SH', placement: 'left_shank' });
    await feed.control({ type: 'place', sensorId: 'TH', placement: 'left_thigh' });
    const arrivalUs = clock();
    source.packet(testSensor('SH').id, arrivalUs);
    await delay(20);
    const told = recorder.inputs.filter(({ type }) => type === 'hapticCue');
    return { told, arrivalUs };
  }

  it('goes to the shank, and is recorded with its times from the decision on', async () => {
    const { told, arrivalUs } = await cued({ shank: true, thigh: true });
    expect(source.cues.map(({ id }) => id)).toEqual(['SH']);
    const times = { decidedUs: arrivalUs, sentUs: 0, acknowledgedUs: 0 };
    expect(told).toMatchObject([{ sensorId: 'SH', side: 'left', ...times, problem: null }]);
  });

  it('goes to the thigh where the shank has no motor, and nowhere where neither has', async () => {
    await cued({ shank: false, thigh: true });
    expect(source.cues.map(({ id }) => id)).toEqual(['TH']);
    await feed.stop();
    source = new FakeSource();
    recorder = new MemoryRecorder();
    const { told } = await cued({ shank: false, thigh: false });
    expect(source.cues).toEqual([]);
    expect(told).toEqual([]);
  });

  it('that a sensor does not do is recorded with the reason, and the session goes on', async () => {
    source.failCue = new Error('The sensor refused cue: failed');
    const { told } = await cued({ shank: true, thigh: false });
    expect(told).toMatchObject([
      { acknowledgedUs: null, problem: 'The sensor refused cue: failed' },
    ]);
    source.packet(testSensor('SH').id, clock());
    expect(recorder.inputs.at(-1)).toMatchObject({ type: 'packet' });
  });

  it('is given to nobody who does not want to feel it', async () => {
    await cued({ shank: true, thigh: true }, { hapticCues: false });
    expect(source.cues).toEqual([]);
  });

  it('is switched off and on by a client, and the status says so', async () => {
    const told: boolean[] = [];
    await cued({ shank: true, thigh: false }, { hapticCues: false });
    feed.on('status', ({ haptics }) => told.push(haptics.on));
    expect(feed.status.haptics).toEqual({ available: true, on: false });
    await feed.control({ type: 'haptics', on: true });
    source.packet(testSensor('SH').id, clock());
    expect(source.cues).toHaveLength(1);
    await feed.control({ type: 'haptics', on: false });
    source.packet(testSensor('SH').id, clock());
    expect(source.cues).toHaveLength(1);
    expect(told).toEqual([true, false]);
    await feed.control({ type: 'place', sensorId: 'SH', placement: null });
    expect(feed.status.haptics.available).toBe(false);
  });
});

describe('when a page gave a cue', () => {
  it('is recorded as each page tells it, with the time at which it told', async () => {
    await live();
    await linked();
    const push = pipeline.push.bind(pipeline);
    const decidedUs = clock();
    pipeline.push = (input) => {
      const cue = { number: 1, side: 'right' } as Cue;
      return { ...push(input), events: [{ type: 'cueOn', timeUs: 1, decidedUs, cue }] };
    };
    source.packet(right.id, decidedUs);
    const shownUs = decidedUs + 30_000;
    const outputs = [
      { type: 'cueOutput', number: 1, shownUs, soundedUs: null },
      { type: 'cueOutput', number: 1, shownUs: null, soundedUs: shownUs + 20_000 },
    ] as const;
    for (const output of outputs) await feed.control(output);
    expect(recorder.inputs.slice(-2)).toMatchObject(outputs);
    expect(recorder.inputs.at(-1)).toHaveProperty('timeUs', expect.any(Number));
  });

  it.each([
    [-61, '61 s ago'],
    [61, '61 s ahead'],
  ])('is refused of a clock that is %i s off', async (awayS, words) => {
    await live();
    await linked();
    const soundedUs = clock() + awayS * 1e6;
    await expect(
      feed.control({ type: 'cueOutput', number: 1, shownUs: null, soundedUs }),
    ).rejects.toThrow(`cueOutput, field "soundedUs": ${words}; valid is hub time within 60 s`);
    expect(recorder.inputs.map(({ type }) => type)).not.toContain('cueOutput');
  });
});

describe('LiveFeed', () => {
  it('begins the session with the first linked sensor and says so', async () => {
    await live();
    let restarts = 0;
    feed.on('restarted', () => {
      restarts += 1;
    });
    expect(feed.facts.session).toBe('');
    await linked();
    expect(feed.facts).toMatchObject({ mode: 'live', session: 'session-1' });
    await linked(left);
    expect(restarts).toBe(1);
  });

  it('records every input before it is processed, then what came out of it', async () => {
    const order: string[] = [];
    const push = pipeline.push.bind(pipeline);
    pipeline.push = (input) => {
      order.push(`push ${input.type}`);
      return push(input);
    };
    recorder.writeInput = (input) => void order.push(`record ${input.type}`);
    recorder.writeOutput = () => void order.push('record output');
    await live();
    await linked();
    order.length = 0;
    feed.on('frame', () => order.push('serve frame'));
    source.packet(right.id, clock());
    expect(order).toEqual(['record packet', 'push packet', 'record output', 'serve frame']);
  });

  it('loses no packet that arrives while the recording is being created', async () => {
    const openRecording: OpenRecording = async () => {
      await delay(50);
      return { sessionId: 'slow', recorder };
    };
    await live({ openRecording });
    source.emit('sensorLinked', right, clock());
    const packets = [source.packet(right.id, clock()), source.packet(right.id, clock())];
    await until(() => frames.length === 2, 'the held packets');
    expect(recorder.inputs.slice(1)).toEqual(packets.map((packet) => ({ type: 'packet', packet })));
    expect(pipeline.inputs).toEqual(recorder.inputs);
  });

  it('goes on without a recording when none can be made, and says so', async () => {
    const openRecording = () => Promise.reject(new Error('The folder cannot be written'));
    await live({ openRecording });
    source.emit('sensorLinked', right, clock());
    source.packet(right.id, clock());
    await until(() => frames.length === 1, 'a frame');
    expect(feed.faults).toEqual([
      'This session is not being recorded: The folder cannot be written',
    ]);
  });

  it('goes on recording when the pipeline throws, and reports it once', async () => {
    await live();
    await linked();
    pipeline.push = () => {
      throw new Error('no such axis');
    };
    for (let i = 0; i < 5; i++) source.packet(right.id, clock());
    expect(recorder.inputs.filter((input) => input.type === 'packet')).toHaveLength(5);
    expect(events).toMatchObject([
      { type: 'fault', sensorId: right.id, sentence: 'Processing failed: no such axis' },
    ]);
    expect(feed.faults).toEqual(['Processing failed: no such axis']);
  });

  it('goes on serving when the recorder throws', async () => {
    await live();
    await linked();
    recorder.broken = true;
    source.packet(right.id, clock());
    expect(frames).toHaveLength(1);
    expect(feed.faults).toContain('Recording an input failed: the disk is gone');
  });

  it('tells clients why it cannot record without the place of the folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await live({ openRecording: recordSessions(join(file, 'recordings'), FACTS) });
    source.emit('sensorLinked', right, clock());
    await until(() => feed.faults.length > 0, 'the fault');
    expect(feed.faults[0]).toMatch(/^This session is not being recorded: ENOTDIR/);
    expect(JSON.stringify([feed.faults, events])).not.toContain(folder);
  });

  it('is up with a fault when its source cannot start', async () => {
    source.failStart = new Error('No Bluetooth adapter was found');
    await live();
    expect(feed.faults).toEqual([
      'The sensors could not be started: No Bluetooth adapter was found',
    ]);
  });

  it('sends control through the same path with times that never go back', async () => {
    await live();
    await linked();
    const aheadUs = clock() + 5_000_000;
    source.packet(right.id, aheadUs);
    await feed.control({ type: 'marker', label: 'pain' });
    await feed.control({ type: 'programmeNote', note: { painDuring: 1 } });
    await feed.control({ type: 'newSet' });
    await feed.control({ type: 'recalibrate' });
    const controls = [
      { type: 'marker', label: 'pain', timeUs: aheadUs },
      { type: 'programmeNote', note: { painDuring: 1 }, timeUs: aheadUs },
      { type: 'newSet', timeUs: aheadUs },
      { type: 'recalibrate', timeUs: aheadUs },
    ];
    expect(recorder.inputs.slice(-4)).toEqual(controls);
    expect(pipeline.inputs.slice(-4)).toEqual(controls);
  });

  it('begins and ends trials, one at a time, and shows which goes on', async () => {
    await live();
    await linked();
    const shown: unknown[] = [];
    feed.on('snapshot', ({ trial }) => shown.push(trial && [trial.number, trial.endUs === null]));
    await expect(feed.control({ type: 'trialEnd' })).rejects.toThrow('No trial has been started');
    await feed.control({ type: 'trialStart', name: 'heels up' });
    await expect(feed.control({ type: 'trialStart' })).rejects.toThrow('Trial 1 goes on');
    await feed.control({ type: 'trialEnd' });
    await feed.control({ type: 'trialStart' });
    const begun = recorder.inputs.flatMap((input) =>
      input.type === 'trialStart' ? [input.name] : [],
    );
    expect(begun).toEqual(['heels up', '']);
    expect(shown).toEqual([
      [1, true],
      [1, false],
      [2, true],
    ]);
  });

  it('shows clients an emptied snapshot after a new set', async () => {
    await live();
    await linked();
    source.packet(right.id, clock());
    expect(feed.snapshot.phase).toBe('descent');
    const shown: string[] = [];
    feed.on('snapshot', (snapshot) => shown.push(snapshot.phase));
    await feed.control({ type: 'newSet' });
    expect(shown).toEqual(['standing']);
  });

  it('refuses what it cannot do, with the reason', async () => {
    await live();
    await expect(feed.control({ type: 'newSet' })).rejects.toThrow('No sensor is streaming yet');
    await expect(feed.control({ type: 'replay', action: 'play' })).rejects.toThrow('is live');
    await linked();
    await expect(feed.control({ type: 'identify', sensorId: 'Z9' })).rejects.toThrow(
      'No sensor Z9 is linked; linked: A1.',
    );
  });

  it('makes a sensor show itself', async () => {
    await live();
    await linked();
    await feed.control({ type: 'identify', sensorId: 'A1' });
    expect(source.identified).toEqual([right.id]);
  });

  it('keeps placements over restarts, readable by the owner alone', async () => {
    await live();
    await linked();
    await feed.control({ type: 'place', sensorId: 'A1', placement: 'right_shank' });
    const file = join(folder, '.plumbline', 'placements.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      schemaVersion: 1,
      placements: { A1: 'right_shank' },
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, '.plumbline'))).toEqual(['placements.json']);

    await feed.stop();
    pipeline = new FramePipeline();
    await live();
    await linked();
    expect(pipeline.inputs.map((input) => input.type)).toEqual(['sensorLinked', 'placed']);
    expect(feed.sensors[0]!.placement).toBe('right_shank');
  });

  it('takes a sensor off when another is put in its place', async () => {
    await live();
    await linked();
    await linked(left);
    await feed.control({ type: 'place', sensorId: 'A1', placement: 'right_shank' });
    await feed.control({ type: 'place', sensorId: 'B2', placement: 'right_shank' });
    expect(feed.sensors.map(({ id, placement }) => [id, placement])).toEqual([
      ['A1', null],
      ['B2', 'right_shank'],
    ]);
    expect(pipeline.inputs.slice(-2)).toMatchObject([
      { type: 'placed', sensorId: 'A1', placement: null },
      { type: 'placed', sensorId: 'B2', placement: 'right_shank' },
    ]);
  });

  it('sets stored placements aside when they cannot be read', async () => {
    const store = join(folder, '.plumbline');
    await live();
    await linked();
    await feed.control({ type: 'place', sensorId: 'A1', placement: 'pelvis' });
    await feed.stop();
    await writeFile(
      join(store, 'placements.json'),
      '{"schemaVersion":1,"placements":{"A1":"ear"}}',
    );
    await live();
    expect(feed.faults[0]).toContain('set aside');
    expect(await readFile(join(store, 'placements.json.unreadable'), 'utf8')).toContain('ear');
  });

  it('closes the recording and leaves its source alone after it stopped', async () => {
    await live();
    await linked();
    await feed.stop();
    expect(recorder.closed).toBe(true);
    expect(source.running).toBe(false);
    source.packet(right.id, clock());
    expect(frames).toHaveLength(0);
  });
});
