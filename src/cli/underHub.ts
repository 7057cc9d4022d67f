/** Stands before a command that a hub runs as a job of its own; nobody types it. */
export const UNDER_HUB = '--under-hub';

/** Whether a hub listens at the other end of this process's channel. */
export function isUnderHub(): boolean {
  return process.argv[2] === UNDER_HUB && process.send !== undefined;
}

/** @param share of the job that is done, 0 to 1 */
export function tellHub(share: number): void {
  // Nobody is there to hear it once the hub is gone, which ends this process anyway.
  if (process.connected) process.send?.({ progress: share }, undefined, undefined, () => undefined);
}

/** Ends the job in good order when its hub is gone, however that ended. */
export function endWithHub(): void {
  if (!isUnderHub()) return;
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone keeps no job alive that is done.
  process.channel?.unref();
}
