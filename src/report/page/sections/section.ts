import { type Content, html, type Markup } from '../html.ts';

/** A headed part of the report. */
export function section(title: string, ...content: readonly Content[]): Markup {
  return html`<section><h2>${title}</h2>
${content}
</section>
`;
}

export function caption(...sentences: readonly string[]): Markup {
  return html`<p class="caption">${sentences.filter((each) => each !== '').join(' ')}</p>`;
}
