import type {
  ToldProgramme,
  ToldStep,
  ToldTrack,
} from '../../../../../src/movement/programme/personProgramme.ts';
import type { ProgrammeState } from '../../../../../src/movement/programme/programmeCourse.ts';
import type { TrackState } from '../../../../../src/movement/programme/trackState.ts';
import { sentence } from './sentence.ts';

type Standing = 'behind' | 'here' | 'later' | 'closed';

const WORDS: Readonly<Record<Standing, string>> = {
  behind: 'behind',
  here: 'here',
  later: 'later',
  closed: 'not open',
};

/** A filled disc behind, a ring with a disc here, a ring later, a broken ring where it is closed. */
const SHAPES: Readonly<Record<Standing, { readonly ring: boolean; readonly disc: number }>> = {
  behind: { ring: false, disc: 9 },
  here: { ring: true, disc: 5 },
  later: { ring: true, disc: 0 },
  closed: { ring: true, disc: 0 },
};

interface PathPanelProps {
  readonly state: ProgrammeState;
  readonly programme: ToldProgramme;
}

/** All tracks and steps, and where the person is on them. */
export function PathPanel({ state, programme }: PathPanelProps) {
  return (
    <section class="programme-panel path" aria-labelledby="path">
      <h3 id="path">Where you are</h3>
      <div class="tracks">
        {programme.tracks.map((track) => (
          <Track
            key={track.id}
            track={track}
            state={state.tracks.find(({ id }) => id === track.id)}
          />
        ))}
      </div>
      <h4>End of the programme: {state.graduation.done ? 'reached' : 'not yet'}</h4>
      <p class="soft">{sentence(programme.ends)}</p>
      <ul class="reasons">
        {state.graduation.reasons.map((each, i) => (
          <li key={`${i} ${each}`}>{sentence(each)}</li>
        ))}
      </ul>
      {state.changes.length > 0 && <h4>Since the first time</h4>}
      <ul class="reasons">
        {state.changes.map((change) => (
          <li key={change.sentence}>{sentence(change.sentence)}</li>
        ))}
      </ul>
    </section>
  );
}

function Track({
  track,
  state,
}: {
  readonly track: ToldTrack;
  readonly state: TrackState | undefined;
}) {
  const here = track.steps.findIndex(({ id }) => id === state?.step?.id);
  const isClosed = state?.decision === 'closed';
  return (
    <div class="track">
      <h4>{track.name}</h4>
      <ol class="path-steps">
        {track.steps.map((step, i) => (
          <Step key={step.id} step={step} standing={standingOf(i, here, isClosed)} />
        ))}
      </ol>
      {isClosed && <p class="soft">{sentence(state.reasons.join('; '))}</p>}
    </div>
  );
}

/** Done, or passed over by a coach or a skip. */
function standingOf(index: number, here: number, isClosed: boolean): Standing {
  if (isClosed) return 'closed';
  if (here < 0 || index < here) return 'behind';
  return index === here ? 'here' : 'later';
}

function Step({ step, standing }: { readonly step: ToldStep; readonly standing: Standing }) {
  const { ring, disc } = SHAPES[standing];
  return (
    <li data-standing={standing} aria-current={standing === 'here' ? 'step' : undefined}>
      <details>
        <summary>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            {ring && <circle class="step-ring" cx="12" cy="12" r="9" />}
            {disc > 0 && <circle class="step-disc" cx="12" cy="12" r={disc} />}
          </svg>
          <span class="step-name">
            {step.name} <span class="step-id">{step.id}</span>
          </span>
          <span class="step-word">{WORDS[standing]}</span>
        </summary>
        <div class="step-wanted">
          <p>{sentence(step.dose.words)}</p>
          <p>To advance:</p>
          <ul>
            {step.wanted.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      </details>
    </li>
  );
}
