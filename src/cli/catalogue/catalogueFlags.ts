import type { AssessmentId } from '../../model/assessment.ts';
import type { SortKey } from '../../recording/sessions/selectSessions.ts';

/** What the command line of `list` gave. */
export interface ListFlags {
  readonly recordings: string;
  readonly subject?: string;
  readonly tag?: string;
  readonly since?: number;
  readonly protocol?: string;
  readonly assessment?: AssessmentId;
  readonly expired?: boolean;
  readonly sort: SortKey;
  readonly paths?: boolean;
  readonly json?: boolean;
}

/** Of the commands that change what is said of a recording. */
export interface EditFlags {
  readonly recordings: string;
  readonly by: string;
}

export interface TagFlags extends EditFlags {
  readonly remove?: readonly string[];
}

export interface NoteFlags extends EditFlags {
  /** Seconds from the start of the recording. */
  readonly at: number;
  readonly until?: number;
  readonly remove?: number;
}

/** What the command line of `delete` gave. */
export interface DeleteFlags {
  readonly recordings: string;
  readonly by: string;
  readonly subject?: string;
  readonly expired?: boolean;
  readonly yes?: boolean;
}

export interface RetentionFlags {
  readonly recordings: string;
}
