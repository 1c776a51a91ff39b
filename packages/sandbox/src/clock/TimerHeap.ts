export interface Timer {
  dueAt: number;
  sequence: number;
  task: () => void;
}

/** A binary heap by due time, then by order of scheduling. */
export class TimerHeap {
  readonly #timers: Timer[] = [];

  peek(): Timer | undefined {
    return this.#timers[0];
  }

  push(timer: Timer): void {
    const timers = this.#timers;
    let index = timers.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (isBefore(timers[parent], timers[index])) break;
      [timers[parent], timers[index]] = [timers[index], timers[parent]];
      index = parent;
    }
  }

  pop(): Timer | undefined {
    const timers = this.#timers;
    const first = timers[0];
    const last = timers.pop();
    if (!first || !last || timers.length === 0) return first;
    timers[0] = last;
    let index = 0;
    for (;;) {
      let next = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < timers.length && isBefore(timers[child], timers[next])) {
          next = child;
        }
      }
      if (next === index) return first;
      [timers[next], timers[index]] = [timers[index], timers[next]];
      index = next;
    }
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.sequence < b.sequence);
}
