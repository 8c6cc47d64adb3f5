// Read, await, write: what another call wrote in between is lost, on a single thread too.

export async function main({ sleep, log, knobs }) {
  const free = { seats: 10 };
  await Promise.all([
    book(free, 2),
    sleep(knobs.later_ms).then(() => book(free, 3)),
  ]);
  log(`without a lock: ${free.seats} seats are free`);

  const inTurn = lock();
  const guarded = { seats: 10 };
  await Promise.all([
    inTurn(() => book(guarded, 2)),
    inTurn(() => book(guarded, 3)),
  ]);
  log(`with a lock: ${guarded.seats} seats are free`);

  async function book(free, seats) {
    const before = free.seats;
    await pay(seats);
    free.seats = before - seats;
  }

  async function pay(seats) {
    await sleep(30);
    log(`${seats} seats are paid`);
  }
}

// JavaScript has no lock for one thread's own calls; a chain of Promises is one.
function lock() {
  let last = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => {}); // whoever comes next need not share the error
    return done;
  };
}
