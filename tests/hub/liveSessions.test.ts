import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionPlan } from '../../src/cli/sessionPlan.ts';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { Hub } from '../../src/hub/hub.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed } from '../../src/hub/liveSession.ts';
import { LiveSessions } from '../../src/hub/liveSessions.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import type { SessionChoice } from '../../src/hub/sessionChoice.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { Cue } from '../../src/model/movement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { effectiveSettings, headlineOf } from '../../src/movement/thresholds.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { collect } from '../recording/collect.ts';
import { temporaryFolder } from '../recording/session.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { FramePipeline } from './framePipeline.ts';
import { silent, until } from './testServer.ts';

const clock = createHubClock();
const SHANK = testSensor('A1');
const THIGH = testSensor('B2');
const FIRST: SessionChoice = {
  subject: 'anonymous',
  protocol: 'squat',
  heightM: 1.75,
  settings: effectiveSettings(DEFAULT_SETTINGS),
  facts: {},
};

let folder: string;
let source: FakeSource;
let feed: LiveFeed;
let hub: Hub;
/** Of each session, in order: those that a test has calibrate at once. */
let pipelines: FramePipeline[];
beforeEach(async () => {
  folder = await temporaryFolder();
  source = new FakeSource();
  pipelines = [];
  const placements = new PlacementStore(folder);
  await placements.set('A1', 'right_shank');
  await placements.set('B2', 'right_thigh');
  const planOf = (choice: SessionChoice) => ({
    ...sessionPlan(choice, {
      folder,
      sensors: { isSimulation: false, truthAt: null },
      site: () => null,
    }),
    pipeline: () => {
      const made = new FramePipeline();
      pipelines.push(made);
      return made;
    },
  });
  const common = { clock, logger: silent };
  feed = new LiveFeed({ ...common, source, plan: planOf(FIRST), placements, hapticCues: false });
  hub = new Hub({
    ...common,
    port: 0,
    feed,
    library: new FolderLibrary([folder], () => headlineOf('bilateralSquat', thresholds)),
    catalogue: new SessionCatalogue([folder]),
    trends: { folder, influx: null },
    sessions: new LiveSessions({ feed, first: FIRST, planOf }),
    dashboardsFolder: folder,
    software: 'plumbline test',
  });
  await hub.start();
});
afterEach(() => hub.stop());
const { thresholds } = FIRST.settings;

async function ask(method: 'GET' | 'POST', path: string, body?: object) {
  const response = await fetch(`${hub.url}/api/v1${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return { status: response.status, body: await response.json() };
}
const begin = (body?: object) => ask('POST', '/live/session', body);

async function linked(): Promise<void> {
  for (const sensor of [SHANK, THIGH]) source.emit('sensorLinked', sensor, clock());
  await until(() => feed.facts.session !== '', 'the session');
}

function packets(count: number): void {
  for (let i = 0; i < count; i++) source.packet(i % 2 ? SHANK.id : THIGH.id, clock());
}

/** As the pipeline would find it: only what using it again rests on. */
function calibrate(): Calibration {
  const leg = { side: 'right', thigh: { sensorId: 'B2' }, shank: { sensorId: 'A1' } };
  const calibration = {
    ...{ id: 'cal-1', timeUs: clock(), verdict: 'good', method: 'standing+movement' },
    legs: [leg],
  } as unknown as Calibration;
  const pipeline = pipelines.at(-1);
  if (pipeline === undefined) throw new Error('no session yet');
  const push = pipeline.push.bind(pipeline);
  pipeline.push = (input) => {
    pipeline.push = push;
    const timeUs = clock();
    return { ...push(input), events: [{ type: 'calibration', timeUs, calibration }] };
  };
  packets(1);
  return calibration;
}

/** As the pipeline would: only what a page tells of it later rests on. */
function giveCue(number: number): void {
  const pipeline = pipelines.at(-1);
  if (pipeline === undefined) throw new Error('no session yet');
  const push = pipeline.push.bind(pipeline);
  pipeline.push = (input) => {
    pipeline.push = push;
    const [timeUs, cue] = [clock(), { number, side: 'right' } as Cue];
    return { ...push(input), events: [{ type: 'cueOn', timeUs, decidedUs: timeUs, cue }] };
  };
  packets(1);
}

async function contentOf(id: string) {
  const recording = await openRecording(join(folder, `${id}.mcap`));
  const { metadata } = recording;
  const items = (await collect(recording.batches(['packet', 'input']))).flat();
  await recording.close();
  const inputs = items.flatMap((item) => (item.kind === 'input' ? [item.input] : []));
  const packetCount = items.filter(({ kind }) => kind === 'packet').length;
  return { metadata, inputs, packetCount, times: items.map(({ logUs }) => logUs) };
}

describe('what is said in the session that goes on', () => {
  it('counts at once for the programme of its person, and still when it has ended', async () => {
    await linked();
    await begin({ subject: 'P-7F3K' });
    const stopped = async (subject: string): Promise<string | null> =>
      (await ask('GET', `/programme/${subject}`)).body.state.stopped;
    const say = (subject: string, note: object) =>
      ask('POST', `/programme/${subject}/notes`, { note, by: 'AB', live: true });
    await feed.control({ type: 'programmeNote', note: { step: 'SLB1', painBefore: 1 } });
    expect(await stopped('P-7F3K')).toBeNull();
    const { status, body } = await say('P-7F3K', { painDuring: 7 });
    expect([status, body.state.stopped, body.course]).toMatchObject([
      200,
      expect.stringContaining('pain was 7 of 10'),
      [{ isAhead: true, said: ['pain 1 of 10 before', 'pain 7 of 10 during'] }],
    ]);
    const { people } = (await ask('GET', '/programme')).body;
    expect(people).toContainEqual(expect.objectContaining({ subject: 'P-7F3K', stopped: true }));

    await begin({ subject: 'P-2' });
    expect(await stopped('P-7F3K')).toContain('pain was 7 of 10');
    expect(await stopped('P-2')).toBeNull();
    const late = await say('P-7F3K', { painDuring: 1 });
    expect([late.status, late.body.error]).toEqual([
      409,
      expect.stringContaining('No session of P-7F3K goes on now'),
    ]);
  });
});

describe('a session begun from a page', () => {
  it('ends the one before, and is recorded by itself with all that was said', async () => {
    await linked();
    packets(4);
    const before = feed.facts.session;
    const hellos: string[] = [];
    feed.on('restarted', () => hellos.push(feed.facts.headline.measure));
    giveCue(1);
    await ask('POST', '/live/trial', { action: 'start', name: 'warm-up' });
    const output = { type: 'cueOutput', number: 1, shownUs: clock(), soundedUs: null } as const;
    await feed.control(output);
    const asked = begin({
      ...{ subject: 'P-7F3K', protocol: 'drop', assessment: 'dropVerticalJump', heightM: 1.6 },
      ...{ toeOutDeg: { right: 10, left: 4 }, cue: { fromBand: 1, words: 'Knees out' } },
      facts: { conditions: 'gym, rubber floor', boxHeightCm: 31, painBefore: 0 },
    });
    // They arrive while one file is closed and the other opened.
    const sent = setInterval(() => packets(2), 1);
    const { status, body } = await asked;
    clearInterval(sent);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ session: feed.facts.session, subject: 'P-7F3K', protocol: 'drop' },
      ...{ assessment: 'dropVerticalJump', task: 'landing', frameRateHz: 200, heightM: 1.6 },
      ...{ shankLengthM: 0.246 * 1.6, toeOutDeg: { right: 10, left: 4 } },
      cue: { enabled: true, fromBand: 1, words: 'Knees out' },
      facts: { conditions: 'gym, rubber floor', boxHeightCm: 31, painBefore: 0 },
    });
    expect(body).toEqual((await ask('GET', '/live/session')).body);
    expect(feed.facts).toMatchObject({ frameRateHz: 200 });
    expect(feed.facts.headline).toEqual(headlineOf('landing', thresholds));
    expect(hellos).toEqual([feed.facts.headline.measure]);
    expect(feed.snapshot.trial).toBeUndefined();
    expect(feed.status.recording).toMatchObject({
      ...{ session: body.session, subject: 'P-7F3K', assessment: 'dropVerticalJump' },
      startedUs: body.startedUs,
    });
    const { described, history } = (await ask('GET', `/recordings/${body.session}`)).body;
    expect(described).toMatchObject({ conditions: 'gym, rubber floor', boxHeightCm: 31 });
    expect(history).toHaveLength(3);
    packets(2);
    const total = pipelines.flatMap(({ inputs }) => inputs.filter(({ type }) => type === 'packet'));
    await hub.stop();

    const [first, second] = [await contentOf(before), await contentOf(body.session)];
    expect(first.inputs.slice(-3)).toMatchObject([
      { type: 'trialStart', name: 'warm-up' },
      output,
      { type: 'trialEnd' },
    ]);
    expect(first.packetCount + second.packetCount).toBe(total.length);
    expect(second.packetCount).toBeGreaterThan(2);
    expect(second.inputs.map(({ type }) => type)).toEqual([
      ...['sensorLinked', 'placed', 'sensorLinked', 'placed'],
    ]);
    expect(second.times).toEqual([...second.times].sort((a, b) => a - b));
    expect(second.metadata).toMatchObject({
      ...{ subject: 'P-7F3K', protocol: 'drop', notes: '', startedUs: body.startedUs },
      settings: {
        ...{ task: 'landing', assessment: 'dropVerticalJump', frameRateHz: 200 },
        subject: { thighLengthM: 0.245 * 1.6, toeOutDeg: { right: 10, left: 4 } },
      },
    });
    expect(second.metadata.continues).toBeUndefined();
  });

  it('keeps what was not given, but nothing that was true of one person or session alone', async () => {
    await linked();
    await begin({
      ...{ subject: 'P-1', assessment: 'singleLegSquat', cue: { enabled: false }, heightM: 1.9 },
      toeOutDeg: 12,
      facts: { footwear: 'barefoot', dominantSide: 'left', painBefore: 2, loadKg: 10 },
    });
    const same = (await begin({ subject: 'P-1', facts: { loadKg: null } })).body;
    expect(same).toMatchObject({
      ...{ assessment: 'singleLegSquat', heightM: 1.9 },
      toeOutDeg: { right: 12, left: 12 },
    });
    expect(same.cue.enabled).toBe(false);
    expect(same.facts).toEqual({ footwear: 'barefoot', dominantSide: 'left' });
    const other = (await begin({ subject: 'P-2', assessment: null })).body;
    expect(other).toMatchObject({ assessment: null, task: 'bilateralSquat', frameRateHz: 100 });
    expect(other.facts).toEqual({ footwear: 'barefoot' });
    const { thighLengthM, toeOutDeg } = FIRST.settings.subject;
    expect(other).toMatchObject({ heightM: FIRST.heightM, thighLengthM, toeOutDeg });
    expect(new Set([same.session, other.session]).size).toBe(2);
  });

  it('goes on with the calibration of the same person on the same places, and of no other', async () => {
    await linked();
    await begin({ subject: 'P-1' });
    const calibration = calibrate();
    const reused = () => pipelines.at(-1)?.inputs.filter(({ type }) => type === 'reuseCalibration');
    await begin({ subject: 'P-1' });
    expect(reused()).toMatchObject([{ calibration }]);
    // Nobody stood still yet, and again another session.
    await begin({ subject: 'P-1', assessment: 'lunge' });
    expect(reused()).toMatchObject([{ calibration }]);
    await feed.control({ type: 'place', sensorId: 'A1', placement: 'left_shank' });
    await begin({ subject: 'P-1' });
    expect(reused()).toEqual([]);
    await feed.control({ type: 'place', sensorId: 'A1', placement: 'right_shank' });
    calibrate();
    await begin({ subject: 'P-2' });
    expect(reused()).toEqual([]);
    expect(feed.snapshot.calibration).toBeNull();
  });

  it('waits for the first sensor where none streams yet', async () => {
    const { body } = await begin({ subject: 'P-3', facts: { footwear: 'socks' } });
    expect(body).toMatchObject({ session: '', startedUs: null, subject: 'P-3' });
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/mcap$/));
    await linked();
    const { session } = feed.facts;
    expect(session).toMatch(/-P-3$/);
    const { described } = (await ask('GET', `/recordings/${session}`)).body;
    expect(described).toMatchObject({ subject: 'P-3', footwear: 'socks' });
  });

  it('takes no cue of the session before, and none that came out before it was decided', async () => {
    await linked();
    giveCue(3);
    const told = (number: number, shownUs: number) =>
      feed.control({ type: 'cueOutput', number, shownUs, soundedUs: null });
    await told(3, clock());
    await expect(told(3, clock() - 5e6)).rejects.toThrow('before cue 3 was decided');
    await expect(told(4, clock())).rejects.toThrow(
      'no recent cue of this session; the newest is 3',
    );
    await begin({ subject: 'P-1' });
    await expect(told(3, clock())).rejects.toThrow('none was given');
  });

  it('refuses what rests on the session before while it begins, and is its own from then on', async () => {
    await linked();
    const refusal = 'Another session is being begun; try again in a moment.';
    const subjects: string[] = [];
    feed.on('restarted', () => subjects.push(feed.plan.subject));
    const asked = begin({ subject: 'P-1' });
    const tried = new Set<string>();
    const trying = setInterval(() => {
      feed.control({ type: 'retryStep', step: 'move' }).catch(({ message }) => tried.add(message));
    });
    await asked;
    clearInterval(trying);
    expect(subjects).toEqual(['P-1']);
    expect(tried).toContain(refusal);
  });

  it('is refused once the hub is stopped, and keeps its trial where the next cannot be made', async () => {
    await linked();
    await ask('POST', '/live/trial', { action: 'start', name: 'kept' });
    const pipeline = () => {
      throw new Error('no such settings');
    };
    await expect(feed.turnTo({ ...feed.plan, pipeline })).rejects.toThrow('no such settings');
    expect(feed.snapshot.trial).toMatchObject({ name: 'kept', endUs: null });
    await feed.stop();
    await expect(feed.turnTo(feed.plan)).rejects.toThrow('The hub is being stopped');
  });

  it('two at once are two, one after the other', async () => {
    await linked();
    await Promise.all([begin({ subject: 'P-1' }), begin({ subject: 'P-1', protocol: 'second' })]);
    await hub.stop();
    const files = (await readdir(folder)).filter((name) => name.endsWith('.mcap'));
    expect(files).toHaveLength(3);
    const metadata = await Promise.all(
      files.map(async (name) => (await contentOf(name.slice(0, -5))).metadata),
    );
    expect(metadata.map(({ protocol }) => protocol).sort()).toEqual(['second', 'squat', 'squat']);
  });

  it('gives its person to what an assessment needs', async () => {
    await begin({ subject: 'P-4', heightM: 1.5 });
    const { body } = await ask('GET', '/assessments/overheadSquat/readiness');
    expect(JSON.stringify(body)).not.toContain('1.75 m');
  });

  it.each([
    [{}, 'subject: valid is a pseudonym'],
    [undefined, 'the body is an object such as'],
    [{ subject: 'Jane Doe' }, 'subject: valid is a pseudonym of up to 32 letters'],
    [{ subject: 'P-1', heightM: 170 }, 'heightM: valid are 1.2 to 2.2 m'],
    [{ subject: 'P-1', toeOutDeg: 90 }, 'toeOutDeg: valid are -20 to 40'],
    [{ subject: 'P-1', assessment: 'squat' }, 'assessment: valid are overheadSquat'],
    [{ subject: 'P-1', facts: { loadKg: -1 } }, 'facts.loadKg: valid are 0 to 400 kg'],
    [{ subject: 'P-1', facts: { protocol: 'x' } }, 'subject and protocol stand beside the facts'],
    [{ subject: 'P-1', colour: 'red' }, 'colour'],
  ])('is refused as %j in a sentence, and nothing is ended', async (wish, sentence) => {
    await linked();
    const { session } = feed.facts;
    const { status, body } = await begin(wish);
    expect(status).toBe(400);
    expect(body.error).toContain(sentence);
    expect(feed.facts.session).toBe(session);
  });
});
