import { stat } from 'node:fs/promises';
import type { Headline } from '../model/movement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import type { SiteRepeatability } from '../movement/detectableChange.ts';
import { Player } from '../recording/player.ts';
import { openRecording, type Recording } from '../recording/reader.ts';
import { gatherReport } from '../report/gather/gatherReport.ts';
import type { Report } from '../report/report.ts';
import { RecomputedPlayable } from '../reprocess/ahead/recomputedPlayable.ts';
import { FeedError } from './feed.ts';
import { leastDifference } from './leastDifference.ts';
import {
  type OpenedRecording,
  type RecordingLibrary,
  type RecordingSummary,
  UnknownRecordingError,
} from './recordingLibrary.ts';
import { keptRepeatability } from './repeatabilityStore.ts';
import { ReplayFeed } from './replaySession.ts';
import { replaySettings } from './replaySettings.ts';
import { type CatalogueListing, SessionCatalogue } from './sessionCatalogue.ts';

/**
 * The recordings in the hub's folders, its own first. An id only ever selects among them, it
 * never makes a path; where two folders hold one id, the earlier folder counts.
 */
export class FolderLibrary implements RecordingLibrary {
  readonly #ownFolder: string;
  readonly #headlineOf: (settings: PipelineSettings) => Headline;
  readonly #catalogue: SessionCatalogue;
  #reading: Promise<void> = Promise.resolve();

  /** @param catalogue of the same folders, where there is one: replays follow what is edited in it */
  constructor(
    folders: readonly [own: string, ...others: string[]],
    headlineOf: (settings: PipelineSettings) => Headline,
    catalogue = new SessionCatalogue(folders),
  ) {
    this.#ownFolder = folders[0];
    this.#headlineOf = headlineOf;
    this.#catalogue = catalogue;
  }

  async list(): Promise<RecordingSummary[]> {
    const listings = await this.#catalogue.list();
    // What is wrong with a sidecar names its path.
    return listings.map(({ path: _, sidecarProblem: _problem, ...summary }) => summary);
  }

  async openReplay(id: string, settings?: Readonly<Record<string, unknown>>): Promise<ReplayFeed> {
    const recording = await this.#open(id);
    try {
      return settings === undefined
        ? await this.#stored(id, recording)
        : await this.#recomputed(id, recording, settings);
    } catch (error) {
      await recording.close();
      throw error;
    }
  }

  report(id: string): Promise<Report> {
    return this.read([id], ([{ recording, site, said }]) =>
      gatherReport(recording, { site, said }),
    );
  }

  /** One at a time: a long recording takes seconds, and the live session has the same processor. */
  read<T>(
    ids: readonly string[],
    read: (opened: readonly OpenedRecording[]) => Promise<T>,
  ): Promise<T> {
    const answer = this.#reading.then(() => this.#readOpened(ids, read));
    this.#reading = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  async #readOpened<T>(
    ids: readonly string[],
    read: (opened: readonly OpenedRecording[]) => Promise<T>,
  ): Promise<T> {
    const listings = await this.#listingsOf(ids);
    const opened: OpenedRecording[] = [];
    try {
      for (const [i, { path, subject }] of listings.entries()) {
        const { said } = await this.#catalogue.saidOf(path);
        const recording = await openRecording(path);
        // Without its site yet, so that it is closed whatever happens.
        opened.push({ id: ids[i], recording, subject, said, version: '', site: null });
        const { size, mtimeMs } = await stat(path);
        const site = await this.#site(recording.metadata.settings.task);
        opened[i] = { ...opened[i], version: `${path} ${size} ${mtimeMs}`, site };
      }
      return await read(opened);
    } finally {
      for (const { recording } of opened) await recording.close();
    }
  }

  async #site(task: Task): Promise<SiteRepeatability | null> {
    return keptRepeatability(this.#ownFolder, task);
  }

  async #open(id: string): Promise<Recording> {
    const [{ path }] = await this.#listingsOf([id]);
    return openRecording(path);
  }

  async #listingsOf(ids: readonly string[]): Promise<CatalogueListing[]> {
    const listings = await this.#catalogue.list();
    return ids.map((id) => {
      const listing = listings.find((candidate) => candidate.id === id);
      if (listing === undefined) throw new UnknownRecordingError(id);
      return listing;
    });
  }

  async #stored(id: string, recording: Recording): Promise<ReplayFeed> {
    const player = await Player.open(recording);
    const headline = this.#headlineOf(recording.metadata.settings);
    const headlineMdc95 = await this.#leastDifference(headline, recording.metadata.settings.task);
    const said = await this.#catalogue.saidOf(recording.path);
    return new ReplayFeed({ id, recording, player, headline, headlineMdc95, ...said });
  }

  async #recomputed(
    id: string,
    recording: Recording,
    given: Readonly<Record<string, unknown>>,
  ): Promise<ReplayFeed> {
    if (recording.metadata.method === 'offline') {
      throw new FeedError(
        `${id} was judged by what came before and after each frame, which cannot be done as it is played: "plumbline process" computes it anew.`,
      );
    }
    const settings = replaySettings(recording.metadata.settings, given);
    const playable = await RecomputedPlayable.start(recording, settings);
    const player = new Player(playable);
    const recomputed = { settings, stop: () => playable.stop() };
    const headline = this.#headlineOf(settings);
    const headlineMdc95 = await this.#leastDifference(headline, settings.task);
    const said = await this.#catalogue.saidOf(recording.path);
    return new ReplayFeed({ id, recording, player, headline, headlineMdc95, ...said, recomputed });
  }

  async #leastDifference({ measure }: Headline, task: Task): Promise<number | null> {
    return leastDifference(measure, task, this.#ownFolder);
  }
}
