import { useState } from 'preact/hooks';
import type { SiteAnswer } from '../../../../../src/stream/answers/settings.ts';
import { sendToHub } from '../../api/hubApi.ts';
import { Help } from '../help/Help.tsx';
import { numberOf } from './settingValues.ts';

/** For how many days recordings are meant to be kept. */
export function Retention({ days }: { readonly days: number | null }) {
  const [kept, setKept] = useState(days);
  const [typed, setTyped] = useState(days === null ? '' : String(days));
  const [told, setTold] = useState({ text: '', isProblem: false });
  const wanted = typed.trim() === '' ? null : numberOf(typed);
  const keep = async () => {
    try {
      const answer = await sendToHub<SiteAnswer>('settings/retention', { days: wanted }, 'PUT');
      setKept(answer.retentionDays);
      setTold({ text: 'Kept on the hub.', isProblem: false });
    } catch (error) {
      setTold({ text: String((error as Error).message), isProblem: true });
    }
  };
  return (
    <div>
      <div class="setting-head">
        <h4>How long recordings are kept</h4>
        <Help about="how long recordings are kept">
          <p>
            Nothing is deleted by it. Lists then say which recordings are older, and a person
            deletes them: <code>plumbline list --expired</code>.
          </p>
        </Help>
      </div>
      <p>{kept === null ? 'For ever: no limit is set.' : `For ${kept} days.`}</p>
      <form
        class="setting-inline"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <label for="retention-days">Days</label>
        <input
          id="retention-days"
          type="text"
          inputMode="numeric"
          placeholder="for ever"
          maxLength={6}
          autocomplete="off"
          value={typed}
          aria-describedby="retention-told"
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" disabled={wanted === kept}>
          Keep
        </button>
      </form>
      <p
        id="retention-told"
        role="status"
        class={told.isProblem ? 'setting-told setting-problem' : 'setting-told'}
      >
        {told.text}
      </p>
    </div>
  );
}
