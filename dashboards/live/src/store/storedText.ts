const PREFIX = 'plumbline.';

/** What this browser keeps under a name; null where it keeps nothing. */
export function storedText(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** A browser that keeps nothing, as in a private window, forgets it with the page. */
export function storeText(name: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch {
    // Nothing may be stored here.
  }
}
