import { type AssessmentId, isAssessmentId } from '../../../../../src/model/assessment.ts';
import type { AssessmentInfo } from '../../api/assessments.ts';
import { chooseAssessment, FREE_PRACTICE } from '../../store/chosenAssessment.ts';

interface AssessmentPickerProps {
  /** null is free practice. */
  readonly chosen: AssessmentId | null;
  readonly assessments: readonly AssessmentInfo[];
  readonly problem: string | null;
}

/** What the person means to do, and how it is done. */
export function AssessmentPicker({ chosen, assessments, problem }: AssessmentPickerProps) {
  const assessment = assessments.find(({ id }) => id === chosen);
  return (
    <>
      <label class="assessment-choice">
        <span>What for</span>
        <select
          value={chosen ?? FREE_PRACTICE}
          onChange={({ currentTarget: { value } }) => {
            chooseAssessment(isAssessmentId(value) ? value : null);
          }}
        >
          <option value={FREE_PRACTICE}>Free practice</option>
          {!assessment && chosen !== null && <option value={chosen}>As chosen last</option>}
          {assessments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {problem !== null && <p class="notice-line">The movements cannot be listed. {problem}</p>}
      {assessment && <HowTo assessment={assessment} />}
    </>
  );
}

function HowTo({ assessment }: { readonly assessment: AssessmentInfo }) {
  const { name, instructions, setUp, wear, safety, rateHz, exploratory } = assessment;
  return (
    <details class="how-to">
      <summary>How the {name.toLowerCase()} is done</summary>
      <ol>
        {instructions.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {setUp.length > 0 && <h3>Set-up</h3>}
      <ul>
        {setUp.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <h3>Sensors</h3>
      <ul>
        {wear.map(({ segments, legs, gives }) => (
          <li key={gives}>
            {capital(segments.join(' and '))} of {legs === 'both' ? 'both legs' : 'one leg'}: gives{' '}
            {gives}.
          </li>
        ))}
        <li>{rateHz} samples a second or more from each.</li>
      </ul>
      <h3>Take care</h3>
      <p>{safety}</p>
      {exploratory && <p>{exploratory}</p>}
    </details>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
