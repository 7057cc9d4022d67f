import type { Family, FamilyTraits } from './family.ts';
import type { StubRequest } from './stubRequest.ts';

/** Where a stub keeps what is written. */
export interface StubTarget {
  readonly family: Family;
  readonly org: string;
  readonly bucket: string;
}

/** What a write does against the contract. */
export function violationsOfWrite(request: StubRequest, family: Family, traits: FamilyTraits) {
  const { method, path, query, headers, body } = request;
  const { writePaths, writeNeeds, writeTakes } = traits;
  const known = [...writeNeeds, ...writeTakes];
  const contentType = headers['content-type'] ?? '';
  const precision = query.get('precision');
  return [
    method !== 'POST' && `a write by ${method}`,
    !writePaths.includes(path) && `${path} on ${family}`,
    ...writeNeeds.map((name) => !query.has(name) && `a write without ${name}`),
    ...[...query.keys()].map((name) => !known.includes(name) && `a write with ${name}`),
    precision !== 'ns' && `precision ${precision}`,
    !/^text\/plain(; charset=utf-8)?$/.test(contentType) && `content type ${contentType}`,
    !headers['content-length'] && !headers['transfer-encoding'] && 'a write without a length',
    body === '' && 'a write without lines',
    body.endsWith('\n') && 'a write with an empty line',
  ].filter((violation) => violation !== false);
}

/** What a server has not got of what a write names, in its words. */
export function missingOf(query: URLSearchParams, target: StubTarget) {
  const { family, org, bucket } = target;
  if (family === 'first') {
    const [database, policy] = bucket.split('/');
    const named = query.get('db');
    if (named !== database) return { status: 404, said: `database not found: "${named}"` };
    const rp = query.get('rp');
    return rp === (policy ?? null)
      ? null
      : { status: 500, said: `retention policy not found: ${rp}` };
  }
  if (family === 'two' && query.get('org') !== org) {
    return { status: 404, said: `organization name "${query.get('org')}" not found` };
  }
  const named = query.get('bucket');
  return named === bucket ? null : { status: 404, said: `bucket "${named}" not found` };
}
