import type { Browser, JSHandle, Page } from 'playwright-core';

const SEEN_TIMEOUT_MS = 60_000;

/** What the page is to say, or to say no more. */
export interface Expected {
  text: string;
  shown: boolean;
}

/** When something was seen, and when the page had asked for it and got the answer, in milliseconds of the epoch. */
export interface Seen {
  seenAt: number;
  askedAt: number;
  answeredAt: number;
}

/** The Deployments tab of an entity in a real browser. */
export class TabPage {
  readonly #page: Page;

  /** Signs in as whoever sits at this machine. */
  static async signIn(browser: Browser, url: string): Promise<TabPage> {
    const page = await browser.newPage({
      baseURL: url,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
    });
    await page.goto('/');
    const enter = page.getByRole('button', { name: 'Enter' });
    await enter.click();
    await enter.waitFor({ state: 'detached' });
    return new TabPage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Opens a path, and waits until the page says this. */
  async open(path: string, text: string): Promise<void> {
    await this.#page.goto(path);
    await this.#visible(text).waitFor({ timeout: SEEN_TIMEOUT_MS });
  }

  /**
   * Waits for the DOM to say something that it does not say yet.
   *
   * @returns once it is being watched: what resolves when it is said
   */
  async watchFor(expected: Expected): Promise<() => Promise<Seen>> {
    const watch = await this.#page.evaluateHandle(watchDom, {
      ...expected,
      timeoutMs: SEEN_TIMEOUT_MS,
    });
    return async () => {
      const times = await seen(watch);
      if (expected.shown) {
        // Said is not enough: a person has to see it.
        await this.#visible(expected.text).waitFor({ timeout: 1_000 });
      }
      return times;
    };
  }

  #visible(text: string) {
    return this.#page.getByText(text).filter({ visible: true }).first();
  }
}

async function seen(watch: JSHandle<{ seen: Promise<Seen> }>): Promise<Seen> {
  try {
    return await watch.evaluate(watched => watched.seen);
  } finally {
    await watch.dispose();
  }
}

/** Runs in the page. Time is taken there, so that telling us costs nothing. */
function watchDom(options: Expected & { timeoutMs: number }): {
  seen: Promise<Seen>;
} {
  const { text, shown, timeoutMs } = options;
  const isSo = () => document.body.textContent!.includes(text) === shown;
  if (isSo()) {
    throw new Error(`"${text}" was ${shown ? 'there' : 'not there'} before`);
  }
  // The page keeps no more than 250 of them.
  performance.clearResourceTimings();
  const timesOf = (seenAt: number): Seen => {
    const epoch = Date.now() - performance.now();
    const answers = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/api/groundcrew-deployments/'))
      .map(({ startTime, duration }) => ({
        askedAt: epoch + startTime,
        answeredAt: epoch + startTime + duration,
      }))
      .filter(({ answeredAt }) => answeredAt <= seenAt + 1);
    return { seenAt, ...answers[answers.length - 1] };
  };
  return {
    seen: new Promise((resolve, reject) => {
      const observer = new MutationObserver(() => {
        if (isSo()) {
          observer.disconnect();
          const seenAt = Date.now();
          // The browser may write down the request a moment later.
          setTimeout(() => resolve(timesOf(seenAt)), 50);
        }
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      setTimeout(
        () => reject(new Error(`"${text}": not seen in ${timeoutMs} ms`)),
        timeoutMs,
      );
    }),
  };
}
