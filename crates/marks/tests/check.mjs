// What must hold of the marks of any run: a sink that keeps the stack that the marks describe, and
// writes down every breach.

/** @param {Array} sites `$sites` of the program. */
export function checkingSink(sites, entered = () => {}) {
  const breaches = [];
  const counts = { entered: 0, suspended: 0, own: 0, adopted: 0 };
  const calls = new Map();
  const stack = [];
  const expect = (holds, what) => holds || breaches.push(what);
  const kindOf = (site) => sites[site]?.[1] ?? "";
  const named = (call) => `call ${call} of ${sites[calls.get(call)?.site]?.[0]}`;
  const onTop = (call, what) => {
    expect(stack.at(-1) === call, `${named(call)} ${what}, but ${named(stack.at(-1))} is on top`);
    if (stack.includes(call)) stack.length = stack.lastIndexOf(call);
  };
  const within = ([, , line, column, endLine, endColumn], [, , l, c, el, ec]) =>
    (line > l || (line === l && column >= c)) &&
    (endLine < el || (endLine === el && endColumn <= ec));
  const sink = {
    entered(call, site) {
      expect(!calls.has(call), `call ${call} is entered twice`);
      expect(/function|async|generator/.test(kindOf(site)), `${site} is entered, no function`);
      calls.set(call, { site, state: "running" });
      stack.push(call);
      counts.entered += 1;
      entered(call, site);
    },
    left(call, how) {
      onTop(call, "is left");
      expect(how === "returned" || how === "threw", `${named(call)} is left: ${how}`);
      expect(calls.get(call)?.state === "running", `${named(call)} is left, not running`);
      calls.set(call, { ...calls.get(call), state: "left" });
    },
    suspended(call, site, awaited) {
      onTop(call, "suspends");
      const own = calls.get(call);
      expect(own?.state === "running", `${named(call)} suspends, not running`);
      expect(/await|yield/.test(kindOf(site)), `${named(call)} suspends at a ${kindOf(site)}`);
      expect(within(sites[site], sites[own.site]), `${named(call)} suspends outside of itself`);
      calls.set(call, { ...own, state: "suspended", at: site });
      counts.suspended += 1;
      told(call, awaited);
    },
    resumed(call, site) {
      const own = calls.get(call);
      expect(own?.state === "suspended", `${named(call)} resumes, not suspended`);
      expect(own?.at === site, `${named(call)} resumes at ${site}, suspended at ${own?.at}`);
      // Only a generator is brought back by a caller.
      const alone = !kindOf(own?.site).includes("generator");
      expect(!alone || stack.length === 0, `${named(call)} resumes on ${named(stack.at(-1))}`);
      calls.set(call, { ...own, state: "running" });
      stack.push(call);
    },
    adopted(call, awaited) {
      expect(stack.at(-1) === call, `${named(call)} adopts, not on top`);
      expect(kindOf(calls.get(call)?.site) === "async", `${named(call)} adopts, not async`);
      expect(awaited.kind !== "value", `${named(call)} adopts a value`);
      counts.adopted += 1;
      told(call, awaited);
    },
  };
  const owners = new Map();
  const told = (call, awaited) => {
    expect(["promise", "thenable", "value", "next"].includes(awaited.kind), awaited.kind);
    if (awaited.kind !== "promise") return;
    const { of, promise } = awaited;
    expect(promise instanceof Promise, `${named(call)} awaits no promise`);
    expect(of !== call, `${named(call)} awaits itself`);
    if (of === null) return;
    counts.own += 1;
    expect(kindOf(calls.get(of)?.site) === "async", `${named(of)} has no promise of its own`);
    expect((owners.get(of) ?? promise) === promise, `${named(of)} has two promises`);
    owners.set(of, promise);
  };
  /** Between two turns the stack is empty. */
  const between = () => {
    expect(stack.length === 0, `${named(stack.at(-1))} is on the stack between two turns`);
    stack.length = 0;
  };
  /**
   * The engine's own stack, as lines of the program, outermost first: each must lie in the
   * function which the marks say is there.
   */
  const compare = (lines) => {
    const marked = stack.map((call) => sites[calls.get(call).site]);
    const fits = marked.length === lines.length &&
      marked.every(([, , from, , to], at) => from <= lines[at] && lines[at] <= to);
    const names = marked.map(([name]) => name);
    expect(fits, `the engine is at lines [${lines}], the marks at [${names}]`);
  };
  return { sink, breaches, counts, owners, between, compare };
}
