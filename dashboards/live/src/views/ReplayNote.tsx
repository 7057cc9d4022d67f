import { useBackToLive } from './replay/useBackToLive.ts';
import { useLiveBehind } from './replay/useLiveBehind.ts';

/** In place of what only a hub with sensors can do, or only the live session can. */
export function ReplayNote({ title, needs }: { readonly title: string; readonly needs: string }) {
  const behind = useLiveBehind();
  const back = useBackToLive();
  return (
    <>
      <h2>{title}</h2>
      {behind === null ? (
        <p class="empty">
          This is a replay, so {needs}. Start the hub with sensors switched on, or with{' '}
          <code>npm run demo:radio</code> for simulated ones.
        </p>
      ) : (
        <>
          <p class="empty">
            You are looking at a recording, so {needs}. The live session goes on meanwhile. Its
            sensors, trials, markers and pain are in the live views.
          </p>
          <p>
            <button type="button" onClick={back}>
              Back to live
            </button>
          </p>
        </>
      )}
    </>
  );
}
