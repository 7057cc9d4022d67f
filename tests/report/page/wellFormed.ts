const TAG =
  /<!--[\s\S]*?-->|<!DOCTYPE html>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;

/**
 * What is wrong with the nesting of a page that is written so that it is XML too: every tag closed,
 * every attribute quoted, no loose `<` or `&`. Null where nothing is.
 */
export function faultOf(page: string): string | null {
  const open: string[] = [];
  let at = 0;
  while (at < page.length) {
    const next = page.indexOf('<', at);
    const text = page.slice(at, next < 0 ? page.length : next);
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text) && open.at(-1) !== 'style') {
      return `a loose & in ${JSON.stringify(text.slice(0, 60))}`;
    }
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(page);
    if (!tag) return `no tag: ${JSON.stringify(page.slice(next, next + 60))}`;
    const [, closing, name, , alone] = tag;
    if (name && closing) {
      const last = open.pop();
      if (last !== name) return `</${name}> closes <${last}>`;
    } else if (name && !alone) open.push(name);
    at = TAG.lastIndex;
  }
  return open.length === 0 ? null : `<${open.at(-1)}> is never closed`;
}
