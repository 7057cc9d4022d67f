import type { Page } from 'playwright-core';

/** Font sizes of all text on screen: the headline digits, and the largest of the rest. */
export function textSizes(page: Page) {
  return page.evaluate(() => {
    let headline = Number.POSITIVE_INFINITY;
    let rest = 0;
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!own || element.offsetParent === null) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (element.dataset.part === 'digits') headline = Math.min(headline, size);
      else if (!element.closest('.digits')) rest = Math.max(rest, size);
    }
    return { headline, rest };
  });
}
