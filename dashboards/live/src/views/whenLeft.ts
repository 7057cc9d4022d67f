/** Calls `leave` when a person presses or goes elsewhere, or presses Esc. */
export function whenLeft(box: HTMLElement | null, leave: (byKey: boolean) => void): () => void {
  const look = ({ target }: Event) => {
    if (target instanceof Node && !box?.contains(target)) leave(false);
  };
  const press = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') leave(true);
  };
  document.addEventListener('pointerdown', look);
  document.addEventListener('focusin', look);
  document.addEventListener('keydown', press);
  return () => {
    document.removeEventListener('pointerdown', look);
    document.removeEventListener('focusin', look);
    document.removeEventListener('keydown', press);
  };
}
