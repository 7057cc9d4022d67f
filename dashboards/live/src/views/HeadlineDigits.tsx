import { unitSymbol } from '../store/formatValue.ts';

/** Sign, digits, unit and error of one leg's headline; a painter writes into the parts. */
export function HeadlineDigits({ unit }: { readonly unit: 'cm' | 'deg' }) {
  return (
    <p class="headline">
      <span class="digits" data-unit={unit}>
        <span class="digits-box">
          <span class="sign" data-part="sign" />
          <span data-part="digits">–</span>
        </span>
      </span>
      <span class="headline-unit">
        <span class="unit">{unitSymbol(unit)}</span>
        <span class="error" data-part="error" title="95 % of readings lie within this" />
      </span>
    </p>
  );
}
