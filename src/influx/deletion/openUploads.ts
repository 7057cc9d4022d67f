import type { DeletionRequest } from '../../recording/deletion/deletionRequest.ts';

type Uploads = DeletionRequest['uploads'];

/** Values of the tag `hub` under which a bucket may hold lines of a recording. */
export function hubsIn(uploads: Uploads, bucket: string, hub: string): string[] {
  const named = uploads.filter((each) => each.bucket === bucket).map((each) => each.hub);
  return [...new Set([hub, ...named])];
}

/** What is still asked for when one bucket has followed; null when that is nothing. */
export function doneIn(request: DeletionRequest, bucket: string): DeletionRequest | null {
  const done = new Set([...(request.doneIn ?? []), bucket]);
  const open = new Map(
    request.uploads
      .filter((each) => !done.has(each.bucket))
      .map((each) => [`${each.bucket}\n${each.hub}`, each]),
  );
  if (open.size === 0) return null;
  return { ...request, uploads: [...open.values()], doneIn: [...done] };
}
