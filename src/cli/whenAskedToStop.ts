import { constants } from 'node:os';
import { reasonOf } from '../recording/recordingError.ts';
import { isAtTerminal } from './atTerminal.ts';

/** A hub ends within three seconds of being asked, whatever hangs; the rest is for the process itself. */
const PATIENCE_MS = 2600;
/** One Ctrl-C under npm comes twice: from the terminal, and passed on by npm. */
const SAME_PRESS_MS = 500;
const FAILURE = 1;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Stopping {
  /** Ends everything in good order, the recording first. @throws where it could not be closed */
  readonly stop: () => Promise<void>;
  /** Whether the recording is closed, whatever else is not ended yet. */
  readonly isKept: () => boolean;
  /** Default 2600. */
  readonly patienceMs?: number;
}

/**
 * Stops once at Ctrl-C, SIGTERM or the end of its terminal (SIGHUP), then ends the process: code 0 when
 * the recording is closed, else 1. A second signal, half a second later or more, ends it at once, 128 and
 * the signal. Under nohup, or wherever else it has no terminal, SIGHUP is passed over. What nobody caught
 * leaves the process in a state that nobody knows: it is said, the recording closed, and the code is 1 for
 * a supervisor.
 */
export function whenAskedToStop({ stop, isKept, patienceMs = PATIENCE_MS }: Stopping): void {
  let askedMs: number | null = null;
  const end = (code: number): void => {
    askedMs = performance.now();
    // It holds the process: where nothing else does any more, Node would end it with code 0 and say nothing.
    setTimeout(() => {
      const kept = isKept();
      console.error(
        kept
          ? '! Not everything could be ended in time; the recording is closed.'
          : 'error: the recording could not be closed in time: the next start mends it, and all that was on the disk is kept',
      );
      process.exit(kept ? code : FAILURE);
    }, patienceMs);
    // A closed noble may keep a timer for two seconds, so the process is ended, not merely let go.
    void stop().then(
      () => process.exit(code),
      (error) => {
        console.error(`error: stopping failed: ${reasonOf(error)}`);
        process.exit(FAILURE);
      },
    );
  };
  const hasTerminal = isAtTerminal();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (signal === 'SIGHUP' && !hasTerminal) return;
      if (askedMs === null) end(0);
      else if (performance.now() - askedMs > SAME_PRESS_MS) {
        process.exit(128 + constants.signals[signal]);
      }
    });
  }
  // Node brings rejections that nobody took here too, but for those that the guards of noble let pass.
  process.on('uncaughtException', (error) => {
    console.error('error: the hub is in a state that it does not know:', error);
    if (askedMs !== null) return;
    console.error('It closes its recording and ends with code 1: start it again.');
    end(FAILURE);
  });
  // A terminal or a pipe that is gone takes no words, and must not end a recording.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
