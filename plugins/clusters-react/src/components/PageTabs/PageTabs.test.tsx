import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { PageTabs } from './PageTabs';

describe('PageTabs', () => {
  const current = () =>
    screen
      .getAllByRole('link')
      .filter(link => link.getAttribute('aria-current') === 'page')
      .map(({ textContent }) => textContent);

  it.each([
    ['/things', ['All']],
    ['/things/waiting', ['Waiting']],
    ['/things/waiting/one', ['Waiting']],
    ['/things/other', []],
  ])('tells at %s which part that is', async (address, expected) => {
    renderInTestApp(
      <PageTabs
        label="Things"
        tabs={[
          { to: '/things/waiting', title: 'Waiting' },
          { to: '/things', title: 'All', end: true },
        ]}
      />,
      { initialRouteEntries: [address] },
    );
    expect(
      await screen.findByRole('navigation', { name: 'Things' }),
    ).toBeInTheDocument();
    expect(current()).toEqual(expected);
  });
});
