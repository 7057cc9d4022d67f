import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { PainResult } from '../../store/painReport.ts';
import { Dialog } from '../Dialog.tsx';
import { PainAnswer } from './PainAnswer.tsx';
import { PainForm } from './PainForm.tsx';

/** Asks for pain and signs, then says in place what was recorded and what to do. */
export function PainDialog({
  dialogRef,
}: {
  readonly dialogRef: RefObject<HTMLDialogElement | null>;
}) {
  const [result, setResult] = useState<PainResult | null>(null);
  const [asked, setAsked] = useState(0);
  const forget = () => {
    setResult(null);
    setAsked(asked + 1);
  };
  return (
    <Dialog dialogRef={dialogRef} title="Pain" class="pain" onClose={forget}>
      {result ? (
        <PainAnswer result={result} onDone={() => dialogRef.current?.close()} />
      ) : (
        <PainForm key={asked} onTold={setResult} />
      )}
    </Dialog>
  );
}
