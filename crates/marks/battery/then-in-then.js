// A promise that is returned from a callback, against one that is awaited there.
export default async function (log) {
  const step = (name) => Promise.resolve(name);
  step("a").then((it) => step(it).then((again) => log("nested", again)));
  step("b").then((it) => step(it)).then((it) => log("returned", it));
  step("c").then(async (it) => log("awaited", await step(it)));
}
