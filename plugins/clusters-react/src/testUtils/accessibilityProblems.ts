/**
 * What axe finds in the page. Colours are left to the browser tests: there is no layout here.
 *
 * @public
 */
export async function accessibilityProblems(): Promise<string[]> {
  // Only here: whoever does not look for problems need not have axe.
  const { default: axe } = await import('axe-core');
  const { violations } = await axe.run(
    // What was said to screen readers stays for a while and refers to what is gone by then.
    { include: ['body'], exclude: ['[data-live-announcer]'] },
    {
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
      },
    },
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
}
