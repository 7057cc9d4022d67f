import type { Ancestor, SessionMetadata } from '../model/session.ts';

/**
 * What a recording that is computed from another says of where it comes from.
 * @param file name of the parent's file without the folder
 * @param packetsHash of the parent; see `PacketsHash`
 */
export function descentFrom(
  parent: SessionMetadata,
  file: string,
  packetsHash: string,
): { readonly parent: string; readonly ancestors: readonly Ancestor[] } {
  const { id, software, settingsHash } = parent;
  const earlier = ancestorsOf(parent);
  return { parent: id, ancestors: [{ id, file, packetsHash, software, settingsHash }, ...earlier] };
}

/** The parent, its parent and so on; of a recording from before all were kept its parent alone. */
export function ancestorsOf({ parent, ancestors }: SessionMetadata): readonly Ancestor[] {
  return ancestors ?? (parent === undefined ? [] : [{ id: parent }]);
}
