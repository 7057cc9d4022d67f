/**
 * Circles of a directed graph, each once and closed: `[a, b, a]`.
 * One circle is reported per back edge of a depth-first walk: enough to break them one by one,
 * and none only if there is none.
 */
export function findCircles(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const finished = new Set<string>();
  const walk: string[] = [];
  const visit = (node: string): void => {
    if (finished.has(node)) return;
    const seenAt = walk.indexOf(node);
    if (seenAt >= 0) {
      circles.push([...walk.slice(seenAt), node]);
      return;
    }
    walk.push(node);
    for (const target of arrows.get(node) ?? []) visit(target);
    walk.pop();
    finished.add(node);
  };
  for (const node of arrows.keys()) visit(node);
  return circles;
}
