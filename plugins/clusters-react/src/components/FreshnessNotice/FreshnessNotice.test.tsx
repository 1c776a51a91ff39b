import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { FreshnessNotice } from './FreshnessNotice';

const since = new Date(Date.now() - 125_000).toISOString();

describe('FreshnessNotice', () => {
  it('says since when a cluster cannot be read, why, and how old the rest is', async () => {
    renderInTestApp(
      <FreshnessNotice
        freshness={{
          observedAt: since,
          stale: { reason: 'connection refused', since },
        }}
      />,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^Unreachable since 2 min: connection refused\. Shown as of .*\d:\d\d/,
    );
  });

  it('says that a cluster was never read', async () => {
    renderInTestApp(
      <FreshnessNotice freshness={{ stale: { reason: 'no route.', since } }} />,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Unreachable since 2 min: no route. Nothing of it was ever read.',
    );
  });

  it('says why not all is shown', async () => {
    renderInTestApp(
      <FreshnessNotice
        freshness={{ observedAt: since, incomplete: 'Pod: too many objects' }}
      />,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Not all is shown. Pod: too many objects.',
    );
  });

  it('says nothing of what is current', async () => {
    renderInTestApp(
      <>
        <p>here</p>
        <FreshnessNotice freshness={{ observedAt: since }} />
      </>,
    );
    await screen.findByText('here');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});
