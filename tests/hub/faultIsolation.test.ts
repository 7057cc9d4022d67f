import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedEvents } from '../../src/hub/feed.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed, type LiveFeedOptions } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import type { InputPipeline } from '../../src/hub/sessionPlan.ts';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import type { Cue } from '../../src/model/movement.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { collect } from '../recording/collect.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { FramePipeline } from './framePipeline.ts';
import { testPlan } from './testPlan.ts';
import { delay, silent, until } from './testServer.ts';

const sensor = { ...testSensor('A1'), abilities: ['cue' as const] };
const cue = { number: 1, side: 'right' } as Cue;

let folder: string;
let source: FakeSource;
let feed: LiveFeed;
let aheadUs: number;
/** Which stage breaks now. */
let broken: string | null;
/** What was made: one for each time that processing began. */
let pipelines: FramePipeline[];

const hubClock = createHubClock();
const clock = () => hubClock() + aheadUs;

function breaks(stage: string): void {
  if (broken === stage) throw new Error(`${stage} broke`);
}

/** Gives a frame, and a cue, for every packet. */
class Breakable extends FramePipeline implements InputPipeline {
  override push(input: PipelineInput): PipelineOutput {
    if (input.type === 'packet') breaks('pipeline');
    const output = super.push(input);
    if (input.type !== 'packet') return output;
    const { arrivalUs } = input.packet;
    return {
      ...output,
      events: [...output.events, { type: 'cueOn', timeUs: arrivalUs, decidedUs: arrivalUs, cue }],
    };
  }
}

class BreakableSource extends FakeSource {
  override cue(...args: Parameters<FakeSource['cue']>) {
    breaks('motor');
    return super.cue(...args);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  source = new BreakableSource();
  pipelines = [];
  aheadUs = 0;
  broken = null;
});
afterEach(async () => {
  broken = null;
  await feed.stop();
  await rm(folder, { recursive: true });
});

async function live(options: Partial<LiveFeedOptions> = {}): Promise<void> {
  const facts = { subject: 'P-TEST', simulated: true, protocol: 'test', notes: '' };
  const open = recordSessions(folder, { ...facts, software: 'test', settings: DEFAULT_SETTINGS });
  feed = new LiveFeed({
    source,
    plan: testPlan({
      openRecording: async (...args) => {
        const opened = await open(...args);
        const { recorder } = opened;
        return {
          ...opened,
          recorder: {
            writeInput: (input) => {
              if (input.type === 'packet') breaks('recorder');
              recorder.writeInput(input);
            },
            writeOutput: (output) => {
              breaks('recorder of results');
              recorder.writeOutput(output);
            },
            close: () => recorder.close(),
          },
        };
      },
      pipeline: () => {
        breaks('another pipeline');
        const pipeline = new Breakable();
        pipelines.push(pipeline);
        return pipeline;
      },
    }),
    placements: new PlacementStore(folder),
    clock,
    hapticCues: true,
    logger: silent,
    ...options,
  });
  await feed.start();
  source.emit('sensorLinked', sensor, clock());
  await until(() => feed.facts.session !== '', 'the session');
  await feed.control({ type: 'place', sensorId: 'A1', placement: 'right_shank' });
}

function packets(count: number): void {
  for (let i = 0; i < count; i++) source.packet(sensor.id, clock());
}

async function packetsIn(id: string): Promise<number> {
  const recording = await openRecording(join(folder, `${id}.mcap`));
  const inputs = await collect(recording.inputs());
  await recording.close();
  return inputs.filter(({ type }) => type === 'packet').length;
}

describe('a stage that throws', () => {
  const LISTENED: readonly (keyof FeedEvents)[] = [
    'frame',
    'event',
    'snapshot',
    'sensors',
    'status',
    'restarted',
  ];
  // What it is in words, and which of what goes on by itself it takes along while it is broken.
  it.each([
    ['pipeline', 'Processing failed: pipeline broke', ['frames', 'cues']],
    ['recorder of results', 'Recording results failed: recorder of results broke', []],
    ['motor', null, ['cues']],
    ...LISTENED.map(
      (event) =>
        [`listener of ${event}`, /(Serving failed|told of the session): listener/, []] as const,
    ),
  ] as const)(
    '%s: is said, and takes nothing else along, once or always',
    async (stage, sentence, lost) => {
      await live();
      for (const event of LISTENED) feed.on(event, () => breaks(`listener of ${event}`));
      let frames = 0;
      feed.on('frame', () => frames++);
      const { session } = feed.facts;
      let expected = 0;
      for (const times of [1, 20]) {
        broken = stage;
        packets(times);
        await feed.control({ type: 'marker', label: 'here' });
        broken = null;
        packets(1);
        expected += lost.some((each) => each === 'frames') ? 1 : times + 1;
      }
      expect(frames).toBe(expected);
      if (!lost.some((each) => each === 'cues')) expect(source.cues).toHaveLength(23);
      await until(() => feed.status.recording.isRecording, 'that it goes on');
      const said = feed.faults.join('\n');
      if (stage === 'pipeline' || stage.startsWith('recorder') || /frame|event/.test(stage)) {
        expect(said).toMatch(sentence ?? '');
      }
      await feed.stop();
      expect(await packetsIn(session)).toBe(23);
    },
  );

  it('in the clocks of the hub is said, and its other tasks go on', async () => {
    let isSick = false;
    const wallClock = () => {
      if (isSick) throw new Error('no time');
      return hubClock();
    };
    const hubReport = () => Promise.reject(new Error('no figures'));
    await live({ wallClock, hubReport, reportMs: 5 });
    isSick = true;
    await until(() => feed.faults.length > 1, 'both', 3000);
    expect(feed.faults.join('\n')).toContain('How the hub fares could not be told: no figures');
    expect(feed.faults.join('\n')).toContain("The computer's clock could not be read: no time");
  });
});

it('a hub whose event loop is late says so, and not one whose is not', async () => {
  let loopDelayP99Ms = 249;
  const rest = { cpuPct: 4, memoryMb: 90, diskFreeMb: null, clients: 2, uploadLagS: null };
  await live({ hubReport: async () => ({ ...rest, loopDelayP99Ms }), reportMs: 5 });
  await until(() => pipelines[0]?.inputs.at(-1)?.type === 'hubReport', 'a report');
  expect(feed.faults).toEqual([]);
  loopDelayP99Ms = 251;
  await until(() => feed.faults.length > 0, 'the fault');
  expect(feed.faults).toEqual([
    'The computer of the hub is too busy: what is shown may be late by more than 0.25 s; the recording is whole',
  ]);
});

describe('a stage that does nothing but fail', () => {
  it('as a pipeline is begun anew, in a further part, and no packet is lost', async () => {
    await live();
    const { session } = feed.facts;
    broken = 'pipeline';
    packets(10);
    expect(pipelines).toHaveLength(1);
    aheadUs += 5_000_000;
    packets(1);
    broken = null;
    packets(4);
    await until(() => feed.facts.session === `${session}.2`, 'the next part');
    packets(5);
    expect(pipelines).toHaveLength(2);
    expect(feed.faults).toContain(
      'Processing does nothing but fail: it is begun anew, in a further part',
    );
    await feed.stop();
    expect(await packetsIn(session)).toBe(11);
    expect(await packetsIn(`${session}.2`)).toBe(9);
    // Who wears what is known to the new one too.
    expect(pipelines[1]?.inputs.slice(0, 2)).toMatchObject([
      { type: 'sensorLinked', sensor: { id: 'A1' } },
      { type: 'placed', placement: 'right_shank' },
    ]);
  });

  // With the part open when its disk is found full, or closed before and with too little room for another.
  it.each([
    ['with a part that it ends', 'open', 0],
    ['and no other is begun with too little room', 'closed', 500_000],
  ])('as a pipeline is begun anew on a full disk, %s', async (_, part, leftBytes) => {
    let free = 10_000_000;
    const limits = { warnLeftS: 1, closeBytes: 300_000, resumeBytes: 1_000_000 };
    const lookMs = part === 'open' ? 60_000 : 5;
    await live({ disk: { freeBytes: async () => free, limits, lookMs, retryMs: 0 } });
    const { session } = feed.facts;
    packets(5);
    free = 0;
    if (part === 'closed') {
      await until(() => !feed.status.recording.isRecording, 'that it is closed');
    }
    free = leftBytes;
    let frames = 0;
    feed.on('frame', () => frames++);
    broken = 'pipeline';
    packets(1);
    aheadUs += 5_000_000;
    packets(1);
    broken = null;
    await until(() => pipelines.length === 2, 'another pipeline');
    await until(() => {
      packets(1);
      return frames > 0;
    }, 'an angle');
    expect(pipelines[1]?.inputs.slice(0, 2)).toMatchObject([
      { type: 'sensorLinked', sensor: { id: 'A1' } },
      { type: 'placed', placement: 'right_shank' },
    ]);
    expect(feed.faults.join('\n')).toContain('Processing does nothing but fail: it is begun anew');
    await delay(30);
    // What is wrong with the recording is still said when all else is long over.
    aheadUs += 40_000_000;
    expect(feed.faults).toContainEqual(expect.stringMatching(/disk is full/i));
    expect((await listRecordings(folder)).map(({ id }) => id)).toEqual([session]);
  });

  it('as a recorder goes on in a further part; meanwhile the angles are live', async () => {
    await live();
    const { session } = feed.facts;
    let frames = 0;
    feed.on('frame', () => frames++);
    packets(5);
    broken = 'recorder';
    packets(5);
    aheadUs += 1_000_000;
    packets(1);
    expect(frames).toBe(11);
    expect(feed.status.recording.isRecording).toBe(false);
    broken = null;
    await until(() => feed.facts.session === `${session}.2`, 'the next part');
    packets(5);
    await feed.stop();
    expect(await packetsIn(session)).toBe(5);
    expect(await packetsIn(`${session}.2`)).toBe(5);
    expect((await listRecordings(folder)).every(({ finished }) => finished)).toBe(true);
  });

  it('is told of what it is where a further part is recorded, and no pipeline can be begun with it', async () => {
    const said: string[] = [];
    await live({ logger: pino({}, { write: (line) => said.push(line) }) });
    const { session } = feed.facts;
    broken = 'recorder';
    packets(1);
    aheadUs += 1_000_000;
    packets(1);
    broken = 'another pipeline';
    await until(() => feed.facts.session === `${session}.2`, 'the next part');
    packets(5);
    expect(feed.faults).toContain('Processing could not be begun anew: another pipeline broke');
    expect(feed.status.recording.isRecording).toBe(true);
    expect(said.join('')).toContain('the recording goes on');
    expect(said.join('')).not.toContain('there is still no recording');
    await feed.stop();
    expect(await packetsIn(`${session}.2`)).toBe(5);
  });
});
