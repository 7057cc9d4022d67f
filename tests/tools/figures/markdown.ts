/** A table of documents; cells are text, and stay what they are. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [head, ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return [lines[0], `|${'---|'.repeat(head.length)}`, ...lines.slice(1)]
    .map((line) => line.replaceAll('|  |', '| |'))
    .join('\n');
}
