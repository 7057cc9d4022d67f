import type { ToldProgramme } from '../../../../../src/movement/programme/personProgramme.ts';

/** What would stop it: always in sight, whatever stands elsewhere. */
export function StopRules({ programme }: { readonly programme: ToldProgramme }) {
  const { stops, stopWords, holds } = programme;
  return (
    <section class="programme-panel stop-rules" aria-labelledby="stop-rules">
      <h3 id="stop-rules">What would stop it</h3>
      <p>Any of these. {stopWords}</p>
      <ul class="stop-list">
        {stops.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <h4>What holds it back</h4>
      <ul class="hold-list">
        {holds.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}
