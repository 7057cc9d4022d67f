/** In place of what only a hub with sensors can do. */
export function ReplayNote({ title, needs }: { readonly title: string; readonly needs: string }) {
  return (
    <>
      <h2>{title}</h2>
      <p class="empty">
        This is a replay, so {needs}. Start the hub with sensors switched on, or with{' '}
        <code>npm run demo:radio</code> for simulated ones.
      </p>
    </>
  );
}
