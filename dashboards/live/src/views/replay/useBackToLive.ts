import { HubApiError, sendToHub } from '../../api/hubApi.ts';
import { usePage } from '../../store/storeContext.ts';

/** Leaves the recording: for this page where it looks by itself, else for all screens. */
export function useBackToLive(): () => void {
  const { store, watching } = usePage();
  return () => {
    if (store.hello.peek()?.timeline === 'own') watching.leave();
    else void goLive().then((problem) => problem !== null && store.notify(problem));
  };
}

/** @returns why not, in a sentence; null when it did */
async function goLive(): Promise<string | null> {
  try {
    await sendToHub('live', {});
    return null;
  } catch (error) {
    if (!(error instanceof HubApiError)) throw error;
    return error.message;
  }
}
