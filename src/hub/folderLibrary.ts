import { mkdir } from 'node:fs/promises';
import type { Headline, TaskGroup } from '../model/movement.ts';
import { listRecordings, type RecordingListing } from '../recording/catalogue.ts';
import { Player } from '../recording/player.ts';
import { openRecording } from '../recording/reader.ts';
import {
  type RecordingLibrary,
  type RecordingSummary,
  UnknownRecordingError,
} from './recordingLibrary.ts';
import { ReplayFeed } from './replaySession.ts';

/** The recordings in one folder. An id only ever selects among them, it never makes a path. */
export class FolderLibrary implements RecordingLibrary {
  readonly #folder: string;
  readonly #headlineOf: (task: TaskGroup) => Headline;

  constructor(folder: string, headlineOf: (task: TaskGroup) => Headline) {
    this.#folder = folder;
    this.#headlineOf = headlineOf;
  }

  async list(): Promise<RecordingSummary[]> {
    return (await this.#listings()).map(({ path: _, ...summary }) => summary);
  }

  async openReplay(id: string): Promise<ReplayFeed> {
    const listing = (await this.#listings()).find((candidate) => candidate.id === id);
    if (listing === undefined) throw new UnknownRecordingError(id);
    const recording = await openRecording(listing.path);
    try {
      const player = await Player.open(recording);
      const headline = this.#headlineOf(recording.metadata.settings.task);
      return new ReplayFeed({ id, recording, player, headline });
    } catch (error) {
      await recording.close();
      throw error;
    }
  }

  async #listings(): Promise<RecordingListing[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return listRecordings(this.#folder);
  }
}
