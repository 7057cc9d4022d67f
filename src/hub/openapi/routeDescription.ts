import type { z } from 'zod';

/** How routes are grouped for a reader. */
export const TAGS = {
  hub: 'The hub itself, and who this is to it',
  live: 'The session of the sensors, also while a recording is shown',
  recordings: 'Recordings: what is in them and what is said of them',
  jobs: 'What takes longer than an answer may: exports and processings',
  people: 'People over sessions: trends and the programme',
  settings: 'Settings of the sessions to come',
} as const;

/** What a client is told of one route. Roles are those of `access/routeRoles.ts`. */
export interface RouteDescription {
  readonly tag: keyof typeof TAGS;
  /** One line without a full stop. */
  readonly summary: string;
  /** What else to know, in sentences. */
  readonly about?: string;
  readonly query?: z.ZodObject;
  readonly body?: {
    readonly schema: z.ZodType;
    readonly example: unknown;
    /** Whether it may be left out. */
    readonly optional?: true;
  };
  readonly answer: Answer;
  /** Why it may be refused, by the status, besides what may refuse any request. */
  readonly refusals?: Readonly<Partial<Record<400 | 401 | 404 | 409 | 503, string>>>;
}

export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly words: string;
  /** Of JSON; without one it is of `type`. */
  readonly schema?: z.ZodType;
  readonly type?: string;
  readonly example?: unknown;
}

/** By method and path as they are registered, such as `GET /api/v1/recordings/:id`. */
export type RouteDescriptions = Readonly<Record<string, RouteDescription>>;

export const NO_RECORDING = 'There is no recording of this id';
export const NOT_USABLE = 'The recording cannot be used: it is not closed, or damaged';
