import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';

/** What may stand in a formula, with its meaning. */
export function FormulaWords({ formulas }: Pick<SettingsAnswer, 'formulas'>) {
  return (
    <details class="formula-words">
      <summary>What may stand in a formula</summary>
      <p>
        Numbers, <code>pi</code>, the operators <code>+ - * / ^</code>, comparisons such as{' '}
        <code>&lt;</code> and <code>&gt;=</code>, <code>and</code>, <code>or</code>,{' '}
        <code>not( )</code>, and <code>condition ? value : other</code>. A multiplication is always
        written with <code>*</code>; angles are degrees.
      </p>
      <h4>Fields of the leg</h4>
      <dl>
        {formulas.fields.map(({ name, unit, meaning }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {meaning} ({unit})
            </dd>
          </div>
        ))}
      </dl>
      <h4>Functions</h4>
      <dl>
        {formulas.functions.map(({ call, gives }) => (
          <div key={call}>
            <dt>
              <code>{call}</code>
            </dt>
            <dd>{gives}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
