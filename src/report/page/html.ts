import { escapeHtml } from './escape.ts';

/** Markup that is safe to write: made by `html` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | null | readonly Content[];

/** Nothing to write. */
export const NOTHING = new Markup('');

/**
 * A template of HTML or SVG. Every string that is put into it is escaped; markup that this made is
 * taken as it is, a list one after the other, null as nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = parts[0];
  for (let i = 0; i < values.length; i++) text += textOf(values[i]) + parts[i + 1];
  return new Markup(text);
}

function textOf(value: Content): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(value);
  // A word that another version put into a file may have no text here: nothing is written then.
  return Array.isArray(value) ? value.map(textOf).join('') : '';
}
