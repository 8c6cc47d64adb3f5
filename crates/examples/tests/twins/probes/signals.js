// What a signal stops: a timer, a request, and nothing that is over.
export async function main({ sleep, fetchText, log, work, AbortSignal }) {
  const controller = new AbortController();
  const { signal } = controller;
  const report = (name) => (error) => log(`${name}: ${error}`);
  sleep(30, { signal }).catch(report("timer"));
  fetchText("http://tea.test/menu", { signal }).catch(report("request"));
  sleep(10, { signal }).then(() => log("short timer: rings"));
  sleep(18, { signal }).catch(report("passed timer"));
  await sleep(15);
  work(5);
  controller.abort("enough");
  log("main: has aborted");
  await sleep(5, { signal }).catch(report("late timer"));
  await sleep(5, { signal: AbortSignal.timeout(2) }).catch(({ name }) => log(name));
  log(await sleep(1), await fetchText("http://tea.test/menu"));
}
