import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { responseError } from '../../testUtils';
import { LoadFailure } from './LoadFailure';

const words = {
  title: 'Incidents cannot be shown',
  stillWorks: 'Clusters are watched all the same.',
};

describe('LoadFailure', () => {
  it('says what could not be read, since when and why, and what still works', async () => {
    renderInTestApp(
      <LoadFailure
        {...words}
        error={await responseError(503, 'Error', 'the database is away')}
        failingSince={new Date(Date.now() - 125_000).toISOString()}
        onRetry={() => {}}
      />,
    );
    const alert = await screen.findByRole('alert');
    for (const expected of [
      words.title,
      'For 2 min: the database is away',
      words.stillWorks,
    ]) {
      expect(alert).toHaveTextContent(expected);
    }
  });

  it('says why while it is not known since when', async () => {
    renderInTestApp(
      <LoadFailure
        {...words}
        error={new Error('Failed to fetch')}
        failingSince={undefined}
        onRetry={() => {}}
      />,
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Failed to fetch');
    expect(alert).not.toHaveTextContent('For ');
  });

  it('tries again when it is asked to', async () => {
    const retry = jest.fn();
    renderInTestApp(
      <LoadFailure
        {...words}
        error={new Error('Failed to fetch')}
        failingSince={undefined}
        onRetry={retry}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
