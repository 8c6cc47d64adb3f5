// Is not async, and throws.
export function main() {
  throw new RangeError("no cups");
}
