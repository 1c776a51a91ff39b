const DEADLINE_MS = 30_000;

/**
 * Waits until a condition holds. How long that takes is not asserted, only that it comes to be.
 *
 * @public
 */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  deadlineMs = DEADLINE_MS,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`it never came to be: ${condition}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
}
