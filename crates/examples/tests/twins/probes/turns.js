// Three timers at one instant, each with microtasks of its own.
export async function main({ sleep, log, work }) {
  const after = async (name) => {
    await sleep(5);
    log(`${name}: resumed`);
    await null;
    log(`${name}: a microtask later`);
    queueMicrotask(() => log(`${name}: and one more`));
  };
  const all = [after("one"), after("two"), sleep(0).then(() => work(9)), after("three")];
  log("main: has asked");
  await Promise.all(all);
  log("main: is back");
}
