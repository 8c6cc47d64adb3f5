// What a marked twin calls while it runs: `crates/marks` has put the calls there.
//
// Each call of a function has a record, which the twin holds as `$call`: it is on the stack, or
// suspended somewhere, and a sink is told of every change. No promise is looked into, and every
// value that is handed through comes out as it went in. That an exception brought a call back is
// noticed at the next mark of that call; these stand so that nothing else can be entered before.

/**
 * What a suspended call waits for, or an async call has returned. `of` is the number of the marked
 * async call whose own promise it is, or null if it is another promise; "next" is a generator that
 * waits to be asked for more.
 * @typedef {{kind: "promise", of: number | null, promise: Promise<unknown>}
 *   | {kind: "thenable"} | {kind: "value"} | {kind: "next"}} Awaited
 */

/**
 * Who is told. Calls are numbered from 1 as they are entered; sites are indices into `$sites`.
 * @typedef {object} Sink
 * @property {(call: number, site: number) => void} entered
 * @property {(call: number, how: "returned" | "threw", error?: unknown) => void} left
 * @property {(call: number, site: number, awaited: Awaited) => void} suspended
 * @property {(call: number, site: number) => void} resumed
 * @property {(call: number, awaited: Awaited) => void} adopted just before an async call is left:
 *   its own promise will follow this one
 */

const { getOwnPropertyDescriptor, getPrototypeOf, freeze } = Object;
const { apply } = Reflect;
const [textOf, NativePromise] = [Function.prototype.toString, Promise];
const NOTHING = freeze([]);
const [VALUE, THENABLE, NEXT] = ["value", "thenable", "next"].map((kind) => freeze({ kind }));

const isObject = (it) => (typeof it === "object" && it !== null) || typeof it === "function";

/** The descriptor of a property, inherited or not; no getter is run. */
function property(object, key) {
  if (!["string", "number", "symbol"].includes(typeof key)) return undefined;
  for (let it = object; isObject(it); it = getPrototypeOf(it)) {
    const found = getOwnPropertyDescriptor(it, key);
    if (found) return found;
  }
  return undefined;
}

/** The `$marks` of one run of one twin. @param {Partial<Sink>} sink */
export function marksFor(sink) {
  /** The calls on the stack, innermost last. */
  const stack = [];
  /** Which call a promise is the own one of. */
  const owners = new WeakMap();
  const sites = new WeakMap();
  let entered = 0;

  const tell = (what, ...details) => {
    try {
      sink[what]?.(...details);
    } catch (error) {
      marks.trouble ??= { error };
    }
  };

  /** The site of a function of the twin, which its own text says; NaN for others. */
  const siteOf = (it) => {
    if (typeof it !== "function") return NaN;
    const mark = /\$marks\.enter\((\d+)/;
    if (!sites.has(it)) sites.set(it, Number(mark.exec(apply(textOf, it, []))?.[1]));
    return sites.get(it);
  };

  const awaitedOf = (it) => {
    if (!isObject(it)) return VALUE;
    if (it instanceof NativePromise) {
      return { kind: "promise", of: owners.get(it) ?? null, promise: it };
    }
    const then = property(it, "then");
    return then && (then.get || typeof then.value === "function") ? THENABLE : VALUE;
  };

  /** The call runs: if it was suspended, it has come back. */
  const arrive = (call) => {
    call.calling = undefined;
    if (!call.suspended) return;
    stack.push(call);
    tell("resumed", call.number, call.suspended.at);
    call.suspended = undefined;
  };

  const depart = (call) => stack.includes(call) && stack.splice(stack.lastIndexOf(call));

  /** The call is about to leave the stack; `by` tells two suspensions at one site apart. */
  const suspend = (call, at, awaited, by) => {
    arrive(call);
    depart(call);
    call.suspended = { at, by };
    tell("suspended", call.number, at, awaited);
  };

  /** An iterator that is seen by `for await`; `sync` if the engine makes it an async one. */
  const seen = (call, at, iterator, sync) => {
    if (!isObject(iterator)) return iterator;
    const { next } = iterator;
    /** What the loop awaits of an answer: an async iterator's is awaited itself. */
    const awaited = (answer) => awaitedOf(sync ? property(answer, "value")?.value : answer);
    const ask = (by, method, args) => {
      arrive(call);
      let answer;
      try {
        answer = apply(method, iterator, args);
      } catch (error) {
        // Of a sync iterator the engine makes a rejected promise, and awaits it.
        if (sync) suspend(call, at, VALUE, by);
        throw error;
      }
      suspend(call, at, awaited(answer), by);
      return answer;
    };
    return {
      next: (...args) => ask(iterator, next, args),
      get return() {
        const method = iterator.return;
        if (method && typeof method !== "function") return method;
        // Still suspended, if the engine closes a sync iterator whose promise was rejected.
        const stays = call.suspended?.by === iterator;
        if (!stays) arrive(call);
        if (!method && sync && !stays) suspend(call, at, VALUE);
        if (!method) return method;
        return (...args) => (stays ? apply(method, iterator, args) : ask({}, method, args));
      },
    };
  };

  const marks = {
    /** What the sink threw first, as `{ error }`; the twin is never troubled with it. */
    trouble: undefined,

    enter(site, promises = false) {
      const call = { number: (entered += 1) };
      const calling = stack.at(-1)?.calling;
      if (promises && calling?.site === site) calling.callee = call;
      stack.push(call);
      tell("entered", call.number, site);
      return call;
    },
    threw(call, error) {
      arrive(call);
      Object.assign(call, { threw: { error }, adopts: undefined });
    },
    leave(call) {
      arrive(call);
      depart(call);
      if (call.adopts) tell("adopted", call.number, call.adopts);
      if (call.threw) tell("left", call.number, "threw", call.threw.error);
      else tell("left", call.number, "returned");
    },
    /** An async call returns this, unless a `finally` overrules it. */
    returns(call, value) {
      arrive(call);
      const awaited = awaitedOf(value);
      call.adopts = awaited === VALUE ? undefined : awaited;
      return value;
    },
    awaits(call, at, value) {
      suspend(call, at, awaitedOf(value));
      return value;
    },
    yields(call, at, value) {
      suspend(call, at, NEXT);
      return value;
    },
    resumed(call, at, value) {
      arrive(call);
      return value;
    },
    ...{ caught: arrive, item: arrive, looped: arrive },
    /** Just before a call, after its arguments: what is called, as a path of properties. */
    calls(call, callee, ...path) {
      arrive(call);
      for (const key of path) callee = property(callee, key)?.value;
      call.calling = { site: siteOf(callee), callee: undefined };
      return NOTHING;
    },
    /** Just after it: an async function's own promise is what it gave. */
    result(call, at, value) {
      const callee = call.calling?.callee;
      if (callee && value instanceof NativePromise) owners.set(value, callee.number);
      arrive(call);
      return value;
    },
    /** What `for await` loops over: it asks for the same things, in the same order, as ever. */
    iterates(call, at, iterable) {
      const method = iterable?.[Symbol.asyncIterator] ?? undefined;
      const sync = method === undefined;
      const make = sync ? iterable?.[Symbol.iterator] : method;
      if (typeof make !== "function") return iterable;
      const key = sync ? Symbol.iterator : Symbol.asyncIterator;
      return { [key]: () => seen(call, at, apply(make, iterable, []), sync) };
    },
  };
  return marks;
}
