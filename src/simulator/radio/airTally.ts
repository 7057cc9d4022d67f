import { RunIndices } from './runIndices.ts';

/** What the air did to one sensor's packets so far, over all its links: the truth of a test. */
export class AirTally {
  /** Samples given to the host's socket, once or more often. */
  readonly delivered = new RunIndices();
  /** Samples the sensor's full queue threw away. */
  readonly withheld = new RunIndices();
  /** Stream notifications given to the host's socket, duplicates among them. */
  notifications = 0;
  /** Attempts to bring a packet across, in either direction. */
  attempts = 0;
  /** Attempts that went unheard. */
  repeats = 0;
  duplicated = 0;
  /** Notifications that the next packet overtook. */
  overtaken = 0;
  /** Times the link fell silent with something to say. */
  stalls = 0;
  /** Links that broke. */
  disconnects = 0;
}
