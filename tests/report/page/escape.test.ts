import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cssString, escapeHtml } from '../../../src/report/page/escape.ts';
import { html } from '../../../src/report/page/html.ts';

/** What a browser makes of the five entities. */
function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('text in HTML', () => {
  it('opens and closes nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(escaped).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  it('reads as it was written, but for what nobody can see', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        fc.pre(!/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text));
        expect(unescaped(escapeHtml(text))).toBe(text);
      }),
    );
  });

  it('shows control characters and turned writing as a dot', () => {
    expect(escapeHtml('a\u0000b\u001b[2Jc\u202egnp')).toBe('a·b·[2Jc·gnp');
    expect(escapeHtml('two\nlines\tand a tab')).toBe('two\nlines\tand a tab');
    expect(escapeHtml('half \ud83d of one')).toBe('half \ufffd of one');
  });

  it('is escaped by the template, markup is not', () => {
    const bold = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${'"x'}">${[bold, null, 3]}</p>`.text).toBe(
      '<p title="&quot;x"><b>&lt;i&gt;</b>3</p>',
    );
  });
});

describe('text in a style sheet', () => {
  it('ends neither its string nor the sheet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(cssString(text)).toMatch(/^"(?:[A-Za-z0-9 .,:_-]|\\[0-9a-f]{1,6} )*"$/);
      }),
    );
  });

  it('keeps what is plain', () => {
    expect(cssString('Squat, P-7F3K')).toBe('"Squat, P-7F3K"');
    expect(cssString('</style>"')).toBe('"\\3c \\2f style\\3e \\22 "');
  });
});
