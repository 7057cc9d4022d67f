import '../../../styles/replayHere.css';
import { useId, useState } from 'preact/hooks';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { usePage } from '../../../store/storeContext.ts';
import { Help } from '../../help/Help.tsx';
import type { ViewChoice } from '../../viewChoice.ts';
import { type ComputedBy, settingsOf } from './computedBy.ts';
import { showOnAllScreens } from './showOnAllScreens.ts';

interface ReplayHereProps {
  readonly recording: ListedRecording;
  readonly choice: ViewChoice;
}

const CHOICES: readonly (readonly [ComputedBy, string])[] = [
  ['stored', 'As it was recorded'],
  ['own', 'Computed anew, its own settings'],
  ['default', 'Computed anew, thresholds as delivered'],
  ['hub', 'Computed anew, thresholds of this hub'],
];

/** The way from the page of a finished recording to its replay: for this page alone, or for all screens. */
export function ReplayHere({ recording, choice }: ReplayHereProps) {
  const { watching } = usePage();
  const id = useId();
  const [by, setBy] = useState<ComputedBy>('stored');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isAsked = watching.watched.value?.recording === recording.id && !watching.isShown.value;

  const show = async (how: (settings: ReturnType<typeof settingsOf>) => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await how(settingsOf(by));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const here = () =>
    show(async (asked) => {
      const settings = await asked;
      watching.watch({ recording: recording.id, ...(settings && { settings }) });
      choice.choose('live');
    });
  const everywhere = () =>
    show(async (asked) => {
      await showOnAllScreens(recording.id, await asked);
      choice.choose('live');
    });
  const refused = watching.problem.value;
  const sentence = problem ?? (refused?.recording === recording.id ? refused.sentence : null);
  return (
    <section class="replay-here" aria-labelledby={`${id}-title`}>
      <header>
        <h3 id={`${id}-title`}>Replay</h3>
        <Help about="replay">
          <p>
            A replay here is for this page alone: other screens and the sensors go on as they are,
            and a live session is recorded meanwhile. The hub has room for four such replays at a
            time.
          </p>
          <p>
            On all screens turns every open page to the recording, until somebody goes back to live.
          </p>
          <p>
            Computed anew runs the recorded packets through the present software. The recording
            itself stays as it is.
          </p>
        </Help>
      </header>
      <div class="replay-here-ways">
        <button type="button" class="primary" disabled={isBusy || isAsked} onClick={here}>
          Replay here
        </button>
        <button type="button" disabled={isBusy} onClick={everywhere}>
          Show on all screens
        </button>
        <label>
          <span class="visually-hidden">What is shown</span>
          <select value={by} onChange={(event) => setBy(event.currentTarget.value as ComputedBy)}>
            {CHOICES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="replay-here-problem" role="status">
        {sentence ?? (isAsked ? 'Opening the recording …' : '')}
      </p>
    </section>
  );
}
