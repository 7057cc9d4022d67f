const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters but tab and line end, and the marks that turn the direction of writing. */
const UNSEEN = /(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(UNSEEN, '·')
    .replace(/[&<>"']/g, (sign) => SPECIAL[sign]);
}

/** Text as a quoted string of a style sheet: it ends neither the string nor the sheet. */
export function cssString(text: string): string {
  const plain = text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll(UNSEEN, '·');
  const escaped = plain.replace(
    /[^A-Za-z0-9 .,:_-]/gu,
    (sign) => `\\${sign.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped}"`;
}
