import { figureKind } from '../../figures/figureKinds.ts';
import type { Report, ReportSymmetry } from '../../report.ts';
import { figure, signed, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { sideBars } from '../plots/sideBars.ts';
import { mdcText } from './mdcText.ts';
import { caption, section } from './section.ts';

/** Right against left; nothing of one leg. */
export function leftRight({ symmetry }: Report): Markup | null {
  if (symmetry.length === 0) return null;
  return section(
    'Left against right',
    html`<table class="compare"><thead><tr><th class="words">Mean of</th><th>Right (n)</th><th>Left (n)</th><th class="words"><span class="key right"></span> right <span class="key left"></span> left</th><th>R\u00a0−\u00a0L</th><th>MDC</th><th class="words">Says</th></tr></thead><tbody>${symmetry.map(row)}</tbody></table>`,
    caption(
      'A difference is spoken of when it is 5° (2 cm) or more and no less than the minimal detectable change (MDC, 95 %), with five sound values a side. Each leg wears sensors of its own: that change is the one between two mountings. † the site’s own figure, else the default. Where no scatter is known, “plumbline repeatability” measures the site’s own.',
    ),
  );
}

function row(each: ReportSymmetry): Markup {
  const { words, unit } = figureKind(each.key);
  const digits = unit === 's' ? 2 : 1;
  return html`<tr><th scope="row">${words}, ${unitName(unit)}</th><td>${figure(each.right, digits)} <small>(${each.nRight})</small></td><td>${figure(each.left, digits)} <small>(${each.nLeft})</small></td><td>${sideBars(each.right, each.left)}</td><td>${signed(each.difference, digits)}</td><td>${mdcText(each)}</td><td class="words">${verdict(each)}</td></tr>
`;
}

function verdict({ differs, mdc95, nRight, nLeft }: ReportSymmetry): Markup {
  if (differs === true) return html`<strong>◆ differs</strong>`;
  if (differs === false) return html`none that tells`;
  if (mdc95 === null) return html`<span class="of">scatter not known</span>`;
  return html`<span class="of">too few: ${Math.min(nRight, nLeft)}</span>`;
}
