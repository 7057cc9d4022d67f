import type { SessionMetadata } from '../../model/session.ts';
import { ancestorsOf } from '../descent.ts';
import type { Kinship } from './comparison.ts';

/** A recording as far as kinship asks. */
export interface Kin {
  readonly session: SessionMetadata;
  readonly packetsHash: string;
}

/** What A is to B. Names alone are not believed where the packets can be held against them. */
export function kinshipOf(a: Kin, b: Kin): Kinship {
  if (a.session.id === b.session.id && a.packetsHash === b.packetsHash) return 'same';
  const aInB = depthOf(a, b);
  if (aInB >= 0) return aInB === 0 ? 'parent' : 'ancestor';
  const bInA = depthOf(b, a);
  if (bInA >= 0) return bInA === 0 ? 'child' : 'descendant';
  return ancestorsOf(a.session).some((each) =>
    ancestorsOf(b.session).some((other) => isOne(each, other)),
  )
    ? 'siblings'
    : 'unrelated';
}

interface Named {
  readonly id: string;
  readonly packetsHash?: string;
}

function depthOf(elder: Kin, younger: Kin): number {
  const self = { id: elder.session.id, packetsHash: elder.packetsHash };
  return ancestorsOf(younger.session).findIndex((each) => isOne(each, self));
}

function isOne(a: Named, b: Named): boolean {
  if (a.packetsHash === undefined || b.packetsHash === undefined) return a.id === b.id;
  return a.id === b.id && a.packetsHash === b.packetsHash;
}
