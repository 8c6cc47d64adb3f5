// Awaits where expressions go.
export default async function (log) {
  const pick = async (it) => {
    switch (await it) {
      case 1:
        return "one";
      case await 2:
        return "two";
      default:
        return (await null) ? "never" : "other";
    }
  };
  log(await pick(1), await pick(2), await pick(3));
  let n = 0;
  while (await (n < 2)) n += await 1;
  log(n, !(await false), -(await 1), typeof (await "text"), void (await 0));
  const values = [];
  for (let i = await 0; i < (await 2); i += await 1) values.push(i);
  log(values);
  if (await true) log("if");
}
