/**
 * Whether something in this JSON is called `length` and is itself an object. Schemas compare the length
 * of whatever has one before they look at what it is, and an object can make that comparison throw.
 */
export function hasOddLength(json: unknown): boolean {
  // No recursion: a text of 64 kB can be nested deeper than the stack is.
  const waiting = [json];
  for (let each = waiting.pop(); waiting.length > 0 || isObject(each); each = waiting.pop()) {
    if (!isObject(each)) continue;
    if (!Array.isArray(each) && isObject(Reflect.get(each, 'length'))) return true;
    for (const value of Object.values(each)) if (isObject(value)) waiting.push(value);
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
