import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type {
  DeletedAnswer,
  DeletionAnswer,
} from '../../../../../../src/stream/answers/recordings.ts';
import { deleteAtHub, getFromHub, HubApiError, sendToHub } from '../../../api/hubApi.ts';
import { Dialog, openDialog } from '../../Dialog.tsx';
import { recordingsChanged } from '../list/listing.ts';
import { DeletionPlan } from './DeletionPlan.tsx';
import { deletedNews } from './deletedNews.ts';
import { initials } from './initials.ts';

interface DeleteDialogProps {
  /** Of the hub's route: `recordings/ID` or `subjects/SUBJECT`. */
  readonly path: string;
  readonly title: string;
  /** What has to be typed, so that nobody deletes by a slip. */
  readonly phrase: string;
  readonly onClose: () => void;
  /** All of it is gone. */
  readonly onGone: () => void;
}

/** Shows all that would go, and lets it go only by a deliberate act. */
export function DeleteDialog({ path, title, phrase, onClose, onGone }: DeleteDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [plan, setPlan] = useState<DeletionAnswer | null>(null);
  const [problem, setProblem] = useState('');
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      setProblem(error.message);
    }
    setBusy(false);
  };
  const look = () =>
    attempt(async () => {
      setProblem('');
      setPlan(null);
      setPlan(await getFromHub<DeletionAnswer>(`${path}/deletion`));
    });
  useEffect(() => {
    openDialog(dialog.current);
    void look();
  }, []);
  const isMeant = typed.trim().toLowerCase() === phrase.toLowerCase();
  const send = (event: Event) => {
    event.preventDefault();
    if (plan === null || !isMeant || isBusy) return;
    void attempt(async () => {
      const query = new URLSearchParams({
        token: plan.token,
        ...(initials.value !== '' && { by: initials.value }),
      });
      const gone = await deleteAtHub<DeletedAnswer>(`${path}?${query}`);
      recordingsChanged();
      if (gone.left.length > 0) {
        setPlan(null);
        setProblem(`Not all of it could be deleted. ${gone.left.join('. ')}.`);
        return;
      }
      deletedNews.value = newsOf(gone);
      onGone();
    });
  };
  return (
    <Dialog dialogRef={dialog} title={title} class="delete-dialog" onClose={onClose}>
      {plan === null && problem === '' && <p class="delete-waiting">Looking at what goes …</p>}
      {plan !== null && <DeletionPlan plan={plan} />}
      <p class="form-problem" role="alert">
        {problem}
      </p>
      {problem !== '' && (
        <p class="form-buttons">
          {problem.includes('being replayed') && (
            <button
              type="button"
              disabled={isBusy}
              onClick={() =>
                void attempt(async () => {
                  await sendToHub('live', {});
                  setProblem('');
                })
              }
            >
              End the replay
            </button>
          )}
          <button type="button" disabled={isBusy} onClick={() => void look()}>
            Look again
          </button>
        </p>
      )}
      {plan !== null && (
        <form class="library-form" onSubmit={send}>
          <div class="field">
            <label for={id}>
              To delete all of this for good, type <strong>{phrase}</strong>
            </label>
            <input
              id={id}
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={typed}
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </div>
          <div class="form-buttons">
            <button type="submit" class="delete-button" disabled={!isMeant || isBusy}>
              {isBusy ? 'Deleting …' : 'Delete for good'}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              Keep it
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function newsOf({ sessions, files, asksDatabase }: DeletedAnswer): string {
  const what = sessions === 1 ? '1 recording' : `${sessions} recordings`;
  const database = asksDatabase ? ' The database is asked to forget it too.' : '';
  return `Deleted: ${what}, ${files === 1 ? '1 file' : `${files} files`}.${database}`;
}
