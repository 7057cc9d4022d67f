// Before the first paint, so that no light page flashes up in a dark room; what is said here of the
// chosen theme is kept by src/store/theme.ts.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('plumbline.theme');
    if (theme) root.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const wanted = matchMedia('(prefers-contrast: more)');
  const follow = () => root.toggleAttribute('data-more-contrast', wanted.matches);
  wanted.addEventListener('change', follow);
  follow();
})();
