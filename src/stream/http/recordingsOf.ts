import type { ComparisonAnswer } from '../answers/comparison.ts';
import type { RecordingContents } from '../answers/contents.ts';
import type { ShownAnswer } from '../answers/hub.ts';
import type {
  DeletedAnswer,
  DeletionAnswer,
  RecordingAnswer,
  RecordingsAnswer,
  RecoveredAnswer,
} from '../answers/recordings.ts';
import type { RepCoursesAnswer } from '../answers/repCourses.ts';
import { asking, type HubAsker, part } from './hubAsker.ts';
import type { AskOptions } from './hubRequest.ts';

/** Which recordings are listed, and in which order. */
export interface RecordingsQuestion {
  readonly subject?: string;
  readonly tag?: string;
  /** A day (UTC) or an instant with its zone. */
  readonly since?: string;
  readonly protocol?: string;
  readonly assessment?: string;
  /** Default `started`, the newest first. */
  readonly sort?: 'started' | 'subject' | 'protocol' | 'duration' | 'size';
}

/** Recordings: what is in them, what is said of them, what is made of them. */
export class RecordingsOf {
  readonly #hub: HubAsker;

  constructor(hub: HubAsker) {
    this.#hub = hub;
  }

  list(question: RecordingsQuestion = {}, options?: AskOptions): Promise<RecordingsAnswer> {
    return this.#hub.json(asking('recordings', { ...question }), options);
  }

  get(id: string, options?: AskOptions): Promise<RecordingAnswer> {
    return this.#hub.json(`recordings/${part(id)}`, options);
  }

  contents(id: string, options?: AskOptions): Promise<RecordingContents> {
    return this.#hub.json(`recordings/${part(id)}/contents`, options);
  }

  /** @param figure whether each cycle has the attitudes of thigh and shank too */
  reps(id: string, figure = false, options?: AskOptions): Promise<RepCoursesAnswer> {
    const query = { figure: figure ? '1' : undefined };
    return this.#hub.json(asking(`recordings/${part(id)}/reps`, query), options);
  }

  compare(id: string, other: string, options?: AskOptions): Promise<ComparisonAnswer> {
    return this.#hub.json(`recordings/${part(id)}/compare/${part(other)}`, options);
  }

  /** As data; its layout is the type `Report` of the library. */
  report<Report>(id: string, options?: AskOptions): Promise<Report> {
    return this.#hub.json(`recordings/${part(id)}/report.json`, options);
  }

  /** As a page of HTML without scripts. */
  reportPage(id: string, options?: AskOptions): Promise<string> {
    return this.#hub.text(`recordings/${part(id)}/report`, options);
  }

  /** The recording itself, byte for byte (MCAP). */
  file(id: string, options?: AskOptions): Promise<Response> {
    return this.#hub.raw(`recordings/${part(id)}/file`, options);
  }

  /** Says more of it, by the fields of `PATCH /api/v1/recordings/:id`; the recording stays as it is. */
  describe(id: string, edit: object, options?: AskOptions): Promise<RecordingAnswer> {
    return this.#hub.json(`recordings/${part(id)}`, { ...options, method: 'PATCH', body: edit });
  }

  /** Gives one that broke off its end. */
  recover(id: string, options?: AskOptions): Promise<RecoveredAnswer> {
    return this.#hub.json(`recordings/${part(id)}/recover`, { ...options, method: 'POST' });
  }

  /** Shows it to all clients. @param settings those that differ from its own, for it to be computed anew */
  replay(id: string, settings?: object, options?: AskOptions): Promise<ShownAnswer> {
    const body = settings && { settings };
    return this.#hub.json(`recordings/${part(id)}/replay`, {
      ...options,
      method: 'POST',
      ...(body && { body }),
    });
  }

  /** All that would go, with the token that lets it. */
  deletion(id: string, options?: AskOptions): Promise<DeletionAnswer> {
    return this.#hub.json(`recordings/${part(id)}/deletion`, options);
  }

  /** @param token of `deletion` @param by who deletes it */
  delete(id: string, token: string, by?: string, options?: AskOptions): Promise<DeletedAnswer> {
    const path = asking(`recordings/${part(id)}`, { token, by });
    return this.#hub.json(path, { ...options, method: 'DELETE' });
  }

  /** All that would go of one person. */
  subjectDeletion(subject: string, options?: AskOptions): Promise<DeletionAnswer> {
    return this.#hub.json(`subjects/${part(subject)}/deletion`, options);
  }

  /** @param token of `subjectDeletion` @param by who deletes it */
  deleteSubject(
    subject: string,
    token: string,
    by?: string,
    options?: AskOptions,
  ): Promise<DeletedAnswer> {
    const path = asking(`subjects/${part(subject)}`, { token, by });
    return this.#hub.json(path, { ...options, method: 'DELETE' });
  }
}
