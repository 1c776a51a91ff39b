/** Waits until something is so; how long that takes is not asserted, only that it comes to be. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`It never came to be: ${isSo}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
}
