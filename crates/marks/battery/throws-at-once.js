// The program throws before it awaits anything.
export default function (log) {
  log("begins");
  throw new Error("at once");
}
