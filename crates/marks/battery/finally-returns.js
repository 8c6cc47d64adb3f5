// A `finally` that returns overrules everything.
export default async function (log) {
  const overruled = async (how) => {
    try {
      if (how === "throw") throw new Error("lost");
      if (how === "await") await Promise.reject(new Error("lost as well"));
      return Promise.resolve("lost too");
    } finally {
      return `overrules ${how}`;
    }
  };
  for (const how of ["throw", "await", "return"]) log(await overruled(how));
  const undone = async () => {
    for (;;) {
      try {
        return Promise.resolve("undone");
      } finally {
        break;
      }
    }
  };
  log(await undone());
  const emptied = async () => {
    try {
      return Promise.resolve("emptied");
    } finally {
      return;
    }
  };
  log(await emptied());
}
