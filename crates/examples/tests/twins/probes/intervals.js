// An interval whose first callback is slow and whose second one throws.
export function main({ setInterval, clearInterval, setTimeout, clearTimeout, log, now, work }) {
  let ticks = 0;
  const timer = setInterval(() => {
    log("tick", now());
    ticks += 1;
    if (ticks === 1) work(15);
    if (ticks === 2) throw new Error("the second one");
    if (ticks === 4) clearInterval(timer);
  }, 10);
  clearTimeout(setTimeout(() => log("never"), 5));
  setTimeout(() => log("once"), 5);
}
