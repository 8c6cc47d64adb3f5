// A microtask that asks for more.
export default async function (log) {
  const down = (depth) => {
    log("down", depth);
    if (depth > 0) queueMicrotask(() => down(depth - 1));
  };
  down(5);
  for (let turn = 0; turn < 5; turn++) {
    await turn;
    log("turn", turn);
  }
}
