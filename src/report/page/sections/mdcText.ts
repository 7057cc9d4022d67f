import { figure } from '../figures.ts';

/** The minimal detectable change; † where the site measured it. */
export function mdcText({
  mdc95,
  mdcFrom,
}: {
  readonly mdc95: number | null;
  readonly mdcFrom: 'site' | 'default' | null;
}): string {
  return `${figure(mdc95)}${mdcFrom === 'site' ? ' †' : ''}`;
}
