import type { PipelineSettings } from './settings.ts';

/** A recording that another was computed from, by whatever of it may still be found. */
export interface Ancestor {
  readonly id: string;
  /** Name of its file without the folder; absent, as what follows, where only the id was kept. */
  readonly file?: string;
  /** SHA-256 of its packets: see `PacketsHash`. */
  readonly packetsHash?: string;
  readonly software?: string;
  readonly settingsHash?: string;
}

/** Facts of a recording, written first into its file. */
export interface SessionMetadata {
  /** Also the file's base name: `2026-11-22T19-03-11Z-P-7F3K`. */
  readonly id: string;
  /** Pseudonym such as `P-7F3K`; never a name. */
  readonly subject: string;
  readonly startedUs: number;
  /** True when the packets come from a simulator: shown wherever the data are shown. */
  readonly simulated: boolean;
  readonly protocol: string;
  readonly notes: string;
  /** Id of the recording this one was computed from; absent where it came from sensors or a file. */
  readonly parent?: string;
  /** Id of the recording of the same session that broke off before this one; absent in the first part. */
  readonly continues?: string;
  /** The parent, its parent and so on; absent in recordings from before they were kept. */
  readonly ancestors?: readonly Ancestor[];
  /** How frames were reckoned: `offline` from what came before and after each; absent as samples came. */
  readonly method?: 'offline';
  readonly software: string;
  readonly settings: PipelineSettings;
  /** SHA-256 of the canonical JSON of `settings`. */
  readonly settingsHash: string;
}
