import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { Access } from '../../src/hub/access/access.ts';
import { type AccessTokens, keptTokens } from '../../src/hub/access/accessTokens.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import type { Rep } from '../../src/model/movement.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import type { Side } from '../../src/model/placement.ts';
import { qualityBit, qualityWord } from '../../src/model/quality.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { HubClient, type ReplayState, StreamClient } from '../../src/stream/index.ts';
import { SAMPLE } from '../exchange/export/sample.ts';
import { FramePipeline } from '../hub/framePipeline.ts';
import { SettingsHub } from '../hub/settingsHub.ts';
import { builtPage } from '../web/page.ts';

/** Id of the sample in the folder of the hub. */
export const SAMPLE_ID = 'squats';
const SPEED = 2;

/** What the examples have to tell of a frame of the live session. */
export const LIVE_ANGLES = 'right knee 0.0° uncalibrated, left knee unknown ok';

/** Frames with two flags on one knee, and no angle of the other. */
class DoubtfulPipeline extends FramePipeline {
  override push(input: PipelineInput): PipelineOutput {
    const output = super.push(input);
    const knee = qualityBit('settling') | qualityBit('uncalibrated');
    const frames = output.frames.map((frame) => ({
      ...frame,
      legs: frame.legs.map((leg) =>
        leg.side === 'right'
          ? { ...leg, quality: { ...leg.quality, knee } }
          : { ...leg, measures: { ...leg.measures, kneeFlexionDeg: Number.NaN } },
      ),
    }));
    return { ...output, frames };
  }
}

/** A hub that wants tokens, with the sample in its folder and a live session that is newer and goes on. */
export class ApiHub {
  readonly folder: string;
  readonly pages: string;
  readonly tokens: AccessTokens;
  readonly hub: SettingsHub;
  readonly client: HubClient;

  private constructor(folder: string, pages: string, tokens: AccessTokens, hub: SettingsHub) {
    this.folder = folder;
    this.pages = pages;
    this.tokens = tokens;
    this.hub = hub;
    this.client = new HubClient({ url: hub.url, token: tokens.operator });
  }

  /** Its page is the built one, with the examples for browsers beside it. */
  static async start(): Promise<ApiHub> {
    const folder = await mkdtemp(join(tmpdir(), 'api-'));
    const pages = await mkdtemp(join(tmpdir(), 'api-pages-'));
    await copyFile(SAMPLE, join(folder, `${SAMPLE_ID}.mcap`));
    await cp(builtPage(), pages, { recursive: true });
    for (const name of ['api.html', 'api-page.js']) {
      await copyFile(`docs/examples/${name}`, join(pages, name));
    }
    const tokens = await keptTokens(folder);
    const access = new Access(tokens);
    const hub = await SettingsHub.start({
      folder,
      whole: true,
      access,
      dashboardsFolder: pages,
      pipelineOf: () => new DoubtfulPipeline(),
    });
    await hub.link();
    return new ApiHub(folder, pages, tokens, hub);
  }

  /** Shows all clients the sample from just before its first repetition on, faster than it was. */
  async showSample(): Promise<void> {
    await this.client.recordings.replay(SAMPLE_ID);
    const authorization = `Bearer ${this.tokens.operator}`;
    const Socket = class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { authorization } });
      }
    };
    const steering = new StreamClient({ url: this.hub.streamUrl, WebSocket: Socket });
    const shown = new Promise<ReplayState | null>((resolve) => {
      steering.on('hello', ({ replay }) => resolve(replay));
    });
    steering.start();
    const first = (await shown)?.marks.find((mark) => mark.kind === 'rep');
    if (first?.kind !== 'rep') throw new Error('the sample has no repetition to be shown');
    steering.send({ type: 'replay', action: 'speed', speed: SPEED });
    steering.send({ type: 'replay', action: 'seek', positionS: first.fromS - 1 });
    // What was sent is done before a connection that is closed after it goes.
    steering.stop();
  }

  /** Back to the sensors. */
  async showLive(): Promise<void> {
    await this.client.live.show();
  }

  async stop(): Promise<void> {
    await this.hub.stop();
    for (const folder of [this.folder, this.pages]) await rm(folder, { recursive: true });
  }
}

/** What the sample holds, which the examples have to tell. */
export interface SampleContent {
  readonly reps: readonly Rep[];
  /** By their instant in whole milliseconds, as ISO 8601. */
  readonly frames: ReadonlyMap<string, BodyFrame>;
}

export async function sampleContent(): Promise<SampleContent> {
  const recording = await openRecording(SAMPLE);
  const reps: Rep[] = [];
  for await (const event of recording.events()) if (event.type === 'rep') reps.push(event.rep);
  const frames = new Map<string, BodyFrame>();
  for await (const frame of recording.frames()) frames.set(instant(frame.timeUs), frame);
  await recording.close();
  return { reps, frames };
}

/** The lines of angles told of the sample, and what they should be by the recording. */
export function angleLines(told: string, { frames }: SampleContent): [line: string, due: string][] {
  const ofSample = told.slice(told.indexOf(`\nreplay ${SAMPLE_ID}`));
  const lines = ofSample.match(/^\S+Z right knee .*$/gm) ?? [];
  return lines.map((line) => {
    const [at = ''] = line.split(' ', 1);
    const frame = frames.get(at);
    return [line, frame ? `${at} ${knee(frame, 'right')}, ${knee(frame, 'left')}` : 'no frame'];
  });
}

function knee({ legs }: BodyFrame, side: Side): string {
  const leg = legs.find((each) => each.side === side);
  if (!leg) return `${side} knee without sensors`;
  // As on the wire.
  const value = Math.fround(leg.measures.kneeFlexionDeg);
  const told = Number.isNaN(value) ? 'unknown' : `${value.toFixed(1)}°`;
  return `${side} knee ${told} ${qualityWord(leg.quality.knee)}`;
}

/** The table of repetitions that the examples write. */
export function repTable(reps: readonly Rep[]): string {
  const rows = reps.flatMap(({ number, endUs, counted, legs }) =>
    legs.map((leg) =>
      [
        instant(endUs),
        number,
        leg.side,
        leg.peakFlexionDeg.toFixed(1),
        leg.headlineAtPeakFlexion?.toFixed(1) ?? '',
        'cm',
        leg.band ?? '',
        leg.quality,
        counted,
      ].join(','),
    ),
  );
  const head = 'ended,number,side,flexion_deg,headline,unit,band,quality,counted';
  return `${[head, ...rows].join('\n')}\n`;
}

/** The last line of every example. */
export function reportLine({ reps }: SampleContent): string {
  const counted = reps.filter((rep) => rep.counted).length;
  return `${SAMPLE_ID}: ${counted} of ${reps.length} repetitions counted`;
}

function instant(timeUs: number): string {
  return new Date(timeUs / 1000).toISOString();
}
