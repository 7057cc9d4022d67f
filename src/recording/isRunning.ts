import { systemCode } from './recordingError.ts';

/** Whether there is a process of this number. Another user's may not be signalled, but it is there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
