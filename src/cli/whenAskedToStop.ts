/** Ctrl-C must end the hub within two seconds, whatever hangs. */
const PATIENCE_MS = 1700;

/** Runs `stop` once at Ctrl-C or SIGTERM, then ends the process with code 0. */
export function whenAskedToStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), PATIENCE_MS).unref();
    // A closed noble may keep a timer for two seconds, so the process is ended, not merely let go.
    void stop().then(
      () => process.exit(0),
      (error) => {
        console.error(`error: stopping failed: ${error instanceof Error ? error.message : error}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}
