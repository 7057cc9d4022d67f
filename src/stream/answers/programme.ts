/** Somebody with recordings, and where they stand in a line. */
export interface PersonStanding {
  readonly subject: string;
  readonly sessions: number;
  /** Of the last one. */
  readonly lastStartedUs: number | null;
  readonly simulated: boolean;
  readonly stopped: boolean;
  readonly line: string;
}

/** `GET /api/v1/programme`: everybody, who was there last first. */
export interface ProgrammePeopleAnswer {
  readonly people: readonly PersonStanding[];
  /** Recordings that could not be used, one sentence each. */
  readonly leftOut: readonly string[];
}
