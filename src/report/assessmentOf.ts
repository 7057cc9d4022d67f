import type { SessionMetadata } from '../model/session.ts';

/**
 * Which assessment of the task was done, by its id; null in free practice. Read without a type,
 * because settings that a version does not know are kept in a recording as they are.
 */
export function assessmentOf({ settings }: SessionMetadata): string | null {
  const found: unknown = Reflect.get(settings, 'assessment');
  return typeof found === 'string' ? found : null;
}
