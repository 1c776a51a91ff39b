const DEADLINE_MS = 45_000;
const PAUSE_MS = 100;

/**
 * Asks again and again until an answer is as wanted.
 *
 * @throws an Error that shows the last answer, when it never is within 45 seconds
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `it never became as wanted; last seen: ${JSON.stringify(answer)?.slice(
          0,
          2_000,
        )}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
