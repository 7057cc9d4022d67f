import { z } from 'zod';
import { FeedError } from './feed.ts';

export const replayBody = z.strictObject({
  settings: z.record(z.string(), z.unknown()).exactOptional(),
});

/** @throws FeedError when there is a body that is not one of a wish */
export function replayWish(body: unknown): z.infer<typeof replayBody> {
  const wish = replayBody.safeParse(body ?? {});
  if (wish.success) return wish.data;
  throw new FeedError('What is to be replayed can have "settings", an object, and nothing else.');
}
