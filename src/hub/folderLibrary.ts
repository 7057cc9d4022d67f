import type { Headline } from '../model/movement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { listRecordings, type RecordingListing } from '../recording/catalogue.ts';
import { Player } from '../recording/player.ts';
import { openRecording } from '../recording/reader.ts';
import {
  type RecordingLibrary,
  type RecordingSummary,
  UnknownRecordingError,
} from './recordingLibrary.ts';
import { ReplayFeed } from './replaySession.ts';

/**
 * The recordings in the hub's folders, its own first. An id only ever selects among them, it
 * never makes a path; where two folders hold one id, the earlier folder counts.
 */
export class FolderLibrary implements RecordingLibrary {
  readonly #folders: readonly string[];
  readonly #headlineOf: (settings: PipelineSettings) => Headline;

  constructor(folders: readonly string[], headlineOf: (settings: PipelineSettings) => Headline) {
    this.#folders = folders;
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
      const headline = this.#headlineOf(recording.metadata.settings);
      return new ReplayFeed({ id, recording, player, headline });
    } catch (error) {
      await recording.close();
      throw error;
    }
  }

  async #listings(): Promise<RecordingListing[]> {
    const found = await Promise.all(this.#folders.map((folder) => listRecordings(folder)));
    return found.flat();
  }
}
