/* What Chrome 88 lacks and we or our libraries call. Each is a plain function of the standard's
   behaviour for the arguments that occur here. Imported first by every entry. */

function define(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

function findLastIndex<T>(this: T[], test: (item: T, index: number, all: T[]) => unknown): number {
  for (let index = this.length - 1; index >= 0; index -= 1) {
    if (test(this[index] as T, index, this)) return index;
  }
  return -1;
}

function findLast<T>(
  this: T[],
  test: (item: T, index: number, all: T[]) => unknown,
): T | undefined {
  return this[findLastIndex.call(this, test as never)];
}

function toSorted<T>(this: T[], order?: (a: T, b: T) => number): T[] {
  return [...this].sort(order);
}

function toReversed<T>(this: T[]): T[] {
  return [...this].reverse();
}

define(Object, "hasOwn", (target: object, key: PropertyKey) =>
  Object.prototype.hasOwnProperty.call(target, key),
);
define(Array.prototype, "at", at);
define(String.prototype, "at", at);
define(Array.prototype, "findLastIndex", findLastIndex);
define(Array.prototype, "findLast", findLast);
define(Array.prototype, "toSorted", toSorted);
define(Array.prototype, "toReversed", toReversed);
// Boards and tiles are JSON, so JSON is clone enough.
define(
  globalThis,
  "structuredClone",
  (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown,
);

export {};
