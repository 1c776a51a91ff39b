import { InterestLeases, type LeaseSubject } from './InterestLeases';

/** Something that people look at, as a test sees it. */
function createSubject(key = 'component:default/checkout') {
  const listeners = new Set<() => void>();
  const announced: { at: number; userRefs: string[] }[] = [];
  const subject = (version?: string): LeaseSubject => ({
    key,
    version,
    watch: onChange => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    announce: userRefs => announced.push({ at: Date.now(), userRefs }),
  });
  return {
    subject,
    announced,
    watches: () => listeners.size,
    change: () => listeners.forEach(onChange => onChange()),
  };
}

describe('InterestLeases', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('announces a change to everybody who looks, once', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    leases.renew(checkout.subject(), 'user:default/dana');
    leases.renew(checkout.subject(), 'user:default/omar');
    leases.renew(checkout.subject(), 'user:default/dana');
    expect(checkout.watches()).toBe(1);
    checkout.change();
    jest.advanceTimersByTime(0);
    expect(checkout.announced.map(({ userRefs }) => userRefs)).toEqual([
      ['user:default/omar', 'user:default/dana'],
    ]);
  });

  it('does not announce to those who look at something else', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    const cart = createSubject('component:default/cart');
    leases.renew(checkout.subject(), 'user:default/dana');
    leases.renew(cart.subject(), 'user:default/omar');
    cart.change();
    jest.advanceTimersByTime(1_000);
    expect(checkout.announced).toEqual([]);
    expect(cart.announced).toHaveLength(1);
  });

  it('announces bursts at most four times a second, the last change included', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    leases.renew(checkout.subject(), 'user:default/dana');
    const start = Date.now();
    for (let elapsed = 0; elapsed < 1_000; elapsed += 10) {
      checkout.change();
      jest.advanceTimersByTime(10);
    }
    const lastChange = Date.now() - 10;
    jest.advanceTimersByTime(1_000);
    const times = checkout.announced.map(({ at }) => at - start);
    expect(times.length).toBeLessThanOrEqual(5);
    times
      .slice(1)
      .forEach((time, index) =>
        expect(time - times[index]).toBeGreaterThanOrEqual(250),
      );
    expect(times[times.length - 1]).toBeGreaterThanOrEqual(lastChange - start);
  });

  it('announces a single change at once', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    leases.renew(checkout.subject(), 'user:default/dana');
    const start = Date.now();
    checkout.change();
    jest.advanceTimersByTime(1_000);
    expect(checkout.announced).toEqual([
      { at: start, userRefs: ['user:default/dana'] },
    ]);
  });

  it('ends a lease after 60 s, and the watch with the last one', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    leases.renew(checkout.subject(), 'user:default/dana');
    jest.advanceTimersByTime(30_000);
    leases.renew(checkout.subject(), 'user:default/omar');
    jest.advanceTimersByTime(31_000);
    checkout.change();
    jest.advanceTimersByTime(1_000);
    expect(checkout.announced.map(({ userRefs }) => userRefs)).toEqual([
      ['user:default/omar'],
    ]);
    jest.advanceTimersByTime(40_000);
    expect(checkout.watches()).toBe(0);
    expect(leases.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is renewed by reading again', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    for (let minute = 0; minute < 5; minute++) {
      leases.renew(checkout.subject(), 'user:default/dana');
      jest.advanceTimersByTime(50_000);
    }
    checkout.change();
    jest.advanceTimersByTime(0);
    expect(checkout.announced).toHaveLength(1);
  });

  it('watches anew when the subject looks elsewhere', () => {
    const leases = InterestLeases.create();
    const before = createSubject();
    const after = createSubject();
    leases.renew(before.subject('a'), 'user:default/dana');
    leases.renew(before.subject('a'), 'user:default/dana');
    expect(before.watches()).toBe(1);
    leases.renew(after.subject('b'), 'user:default/dana');
    expect(before.watches()).toBe(0);
    expect(after.watches()).toBe(1);
    expect(leases.size).toBe(1);
  });

  it('holds no more leases than it may: those longest unread make room', () => {
    const leases = InterestLeases.create({ maxLeases: 2 });
    const [first, second, third] = ['a', 'b', 'c'].map(createSubject);
    leases.renew(first.subject(), 'user:default/dana');
    leases.renew(second.subject(), 'user:default/dana');
    leases.renew(first.subject(), 'user:default/dana');
    leases.renew(third.subject(), 'user:default/dana');
    expect(leases.size).toBe(2);
    expect([first, second, third].map(({ watches }) => watches())).toEqual([
      1, 0, 1,
    ]);
  });

  it('makes room among the readers of one subject, too', () => {
    const leases = InterestLeases.create({ maxLeases: 2 });
    const checkout = createSubject();
    for (const user of ['a', 'b', 'c']) {
      leases.renew(checkout.subject(), `user:default/${user}`);
    }
    expect(leases.size).toBe(2);
    expect(checkout.watches()).toBe(1);
  });

  it('leaves nothing behind when it is closed', () => {
    const leases = InterestLeases.create();
    const checkout = createSubject();
    leases.renew(checkout.subject(), 'user:default/dana');
    checkout.change();
    leases.close();
    jest.advanceTimersByTime(1_000);
    expect(checkout.announced).toEqual([]);
    expect(checkout.watches()).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
